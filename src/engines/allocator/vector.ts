/** Vectors of length 1: how they are written in results, and the little arithmetic that allocation needs. */
import { FlightlineError } from '#contract/errors';

/** Base64 of little-endian float32, as in `Embedding.vector`. */
export function packVector(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, k) => bytes.writeFloatLE(value, k * 4));
  return bytes.toString('base64');
}

/** @throws FlightlineError `INVALID_INPUT` when the text is not `dims` finite numbers */
export function unpackVector(text: string, dims: number): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  const vector = new Float32Array(dims);
  if (bytes.length !== dims * 4)
    throw new FlightlineError('INVALID_INPUT', `A vector of ${dims} has ${bytes.length} bytes.`);
  for (let k = 0; k < dims; k++) vector[k] = bytes.readFloatLE(k * 4);
  if (!vector.every(Number.isFinite))
    throw new FlightlineError('INVALID_INPUT', 'A vector holds what is no number.');
  return vector;
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** The vector at length 1; a zero vector stays zero. */
export function normalised(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(vector, vector));
  return norm === 0 ? vector.slice() : vector.map((value) => value / norm);
}

/** `a * x + b * y`. */
export function combined(a: number, x: Float32Array, b: number, y: Float32Array): Float32Array {
  return x.map((value, k) => a * value + b * (y[k] as number));
}

/** One vector for an asset of several frames: the direction of their mean. @throws when there is none */
export function meanVector(vectors: readonly Float32Array[]): Float32Array {
  const [first, ...rest] = vectors;
  if (!first) throw new FlightlineError('INVALID_INPUT', 'An asset without vectors has no mean.');
  return normalised(rest.reduce((sum, vector) => combined(1, sum, 1, vector), first));
}
