/** Results of the allocator as the engine would give them, made without pictures. */
import { createHash } from 'node:crypto';
import { type AllocatorOutput, builtInModel } from '#contract/allocator';
import { normalised, packVector } from '../../src/engines/allocator/vector';

export interface MadeResult {
  name: string;
  /** Pictures of one group resemble each other; of another one they do not. */
  group: number;
  /** How far from the middle of the group: 0 is the middle; 0.5 has a cosine of about 0.9 to it. */
  spread?: number;
  model?: string;
  change?: Partial<AllocatorOutput>;
}

/** A number of 0..1 that depends on the text alone. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** Near enough to a normal distribution. */
function noise(text: string): Float32Array {
  const vector = new Float32Array(512);
  let state = Math.floor(chance(text) * 2 ** 32);
  for (let k = 0; k < vector.length; k++) {
    let sum = -2;
    for (let draw = 0; draw < 4; draw++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += state / 2 ** 32;
    }
    vector[k] = sum;
  }
  return normalised(vector);
}

export function groupVector(group: number, name: string, spread = 0.5): Float32Array {
  const [middle, own] = [noise(`group ${group}`), noise(`asset ${name}`)];
  return normalised(middle.map((value, k) => value + spread * (own[k] ?? 0)));
}

export function makeResult({
  name,
  group,
  spread,
  model = builtInModel,
  change = {},
}: MadeResult): AllocatorOutput {
  const vector = groupVector(group, name, spread);
  return {
    kind: 'image',
    sha256: createHash('sha256').update(name).digest('hex'),
    sizeBytes: 1_000_000 + Math.floor(chance(name) * 1e6),
    mediaType: 'image/jpeg',
    width: 4000,
    height: 3000,
    orientation: 1,
    pages: 1,
    captured: {
      atMs: Date.UTC(2026, 4, 1, 12),
      local: '2026-05-01T12:00:00',
      offsetMin: null,
      source: 'exif',
    },
    gps: null,
    camera: null,
    video: null,
    thumbhash: 'YJqGPQw7sFlslqhFafSE+Q6oJ1h2iHB2Rw==',
    fingerprint: {
      phash: createHash('md5').update(name).digest('hex').slice(0, 16),
      grey: Buffer.alloc(1024, Math.floor(chance(name) * 255)).toString('base64'),
    },
    sharpness: 100 * chance(`sharp ${name}`),
    previews: [],
    embeddings: [{ frameMs: 0, model, dims: 512, vector: packVector(vector) }],
    texts: [],
    notes: [],
    ...change,
  };
}
