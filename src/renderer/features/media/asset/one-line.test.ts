import { expect, it } from 'vitest';
import { oneLine } from './one-line';

it('tells keywords and names apart, and leaves a description as it is', () => {
  expect(oneLine('keyword', 'New York\nmarket\nfish')).toBe('New York, market, fish');
  expect(oneLine('creator', 'A. Nordmann\nB. Svensson')).toBe('A. Nordmann, B. Svensson');
  expect(oneLine('description', 'At the quay.\nIn the morning.')).toBe('At the quay.\nIn the morning.');
});
