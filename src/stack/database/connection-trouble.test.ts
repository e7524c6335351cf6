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

test.each([
  () => JSON.stringify({ count: 1n }),
  () => 'x'.repeat(2 ** 30),
  () => (undefined as unknown as { id: string }).id,
])('takes a fault of the program for one, so that it is not tried for ever', (fault) => {
  let thrown: unknown;
  try {
    fault();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Error);
  expect(isConnectionTrouble(thrown)).toBe(false);
  expect(isPassing(thrown)).toBe(false);
});
