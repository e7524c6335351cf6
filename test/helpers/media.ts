/** Runs the engine allocator over bytes, as an engine thread does. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { AllocatorOptions, AllocatorOutput } from '../../src/contract/allocator';
import type { RunContext } from '../../src/contract/engine';
import { FlightlineError } from '../../src/contract/errors';
import { allocator } from '../../src/engines/allocator/engine';
import { memoryState } from './engine-state';

export interface MediaRun {
  output: AllocatorOutput;
  /** What it left behind, by name. */
  derived: Map<string, Uint8Array>;
}

export interface MediaRunOptions {
  fileName?: string;
  options?: Partial<AllocatorOptions>;
  signal?: AbortSignal;
  modelsDir?: string;
}

export function mediaContext(bytes: Uint8Array, { signal, modelsDir = '' }: MediaRunOptions = {}) {
  const derived = new Map<string, Uint8Array>();
  const ctx: RunContext = {
    blobs: {
      read: () => Promise.resolve(bytes),
      part: (_, start, end) => Promise.resolve(bytes.subarray(start, end)),
    },
    derived: {
      write(_, name, content) {
        derived.set(name, content);
        return Promise.resolve();
      },
    },
    resourcesDir: path.resolve('resources'),
    modelsDir,
    state: memoryState(),
    progress: () => undefined,
    log: { info: () => undefined, warn: () => undefined },
    signal: signal ?? new AbortController().signal,
  };
  return { ctx, derived };
}

export async function runMedia(bytes: Uint8Array, given: MediaRunOptions = {}): Promise<MediaRun> {
  const { ctx, derived } = mediaContext(bytes, given);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, sizeBytes: bytes.length, fileName: given.fileName ?? 'file' };
  const options = AllocatorOptions.parse(given.options ?? {});
  const output = await allocator.run(ctx, { file, options });
  return { output: AllocatorOutput.parse(output), derived };
}

/** How the engine refuses bytes: code and message. @throws when it does not, or throws something else */
export async function refusalOf(bytes: Uint8Array, given: MediaRunOptions = {}) {
  const error: unknown = await runMedia(bytes, given).then(
    () => new Error('It was taken.'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FlightlineError)) throw error;
  return { code: error.code, message: error.message };
}
