import { expect, it } from 'vitest';
import { mostBytesPerRequest, takeChunk } from './chunks';

const sizes = (...all: number[]) => all.map((sizeBytes) => ({ sizeBytes }));

it('sends many small files together, but not more than fifty', () => {
  const queue = sizes(...Array.from({ length: 120 }, () => 1000));
  expect([takeChunk(queue).length, takeChunk(queue).length, takeChunk(queue).length]).toEqual([50, 50, 20]);
  expect(takeChunk(queue)).toEqual([]);
});

it('does not go over the size of a request', () => {
  const queue = sizes(mostBytesPerRequest - 10, 20, 5);
  expect(takeChunk(queue)).toHaveLength(1);
  expect(takeChunk(queue)).toHaveLength(2);
});

it('sends a file above the size alone', () => {
  const queue = sizes(mostBytesPerRequest * 100, 1);
  expect(takeChunk(queue)).toHaveLength(1);
});
