import { expect, test } from 'vitest';
import { isConnectionTrouble, isPassing } from './connection-trouble';

const coded = (code: string | undefined) => Object.assign(new Error('no answer'), { code });

test.each([
  'EPIPE',
  'EPERM',
  'EBUSY',
  'EBADF',
  'ECONNRESET',
  'ECONNREFUSED',
  'ENOENT',
  '08006',
  '57P01',
  undefined,
])('takes %s for a database that is away', (code) => {
  expect(isConnectionTrouble(coded(code))).toBe(true);
  expect(isPassing(coded(code))).toBe(true);
});

test.each(['40001', '40P01', '53100', '53300'])('takes %s for one that may grant it later', (code) => {
  expect(isConnectionTrouble(coded(code))).toBe(false);
  expect(isPassing(coded(code))).toBe(true);
});

test.each(['23505', '22P05', '42P01', 'P0001', 'XX000', '0A000', 'HV00N'])(
  'takes %s for a refusal',
  (code) => {
    expect(isConnectionTrouble(coded(code))).toBe(false);
    expect(isPassing(coded(code))).toBe(false);
  },
);
