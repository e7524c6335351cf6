/** xcscore run on bytes, without a queue. */
import type { RunContext } from '#contract/engine';
import { XcscoreOptions } from '#contract/xcscore';
import { xcscore } from '../../src/engines/xcscore/engine';
import { memoryState, noFiles } from './engine-state';

export function context(bytes: Uint8Array, signal = new AbortController().signal) {
  const shares: number[] = [];
  const ctx: RunContext = {
    blobs: { read: () => Promise.resolve(bytes) },
    progress: (share) => shares.push(share),
    log: { info: () => undefined, warn: () => undefined },
    resourcesDir: '',
    ...noFiles,
    state: memoryState(),
    signal,
  };
  return { ctx, shares };
}

export function inputFor(bytes: Uint8Array, options: Partial<XcscoreOptions> = {}) {
  const file = { sha256: 'f1', sizeBytes: bytes.length, fileName: 'flight.igc' };
  return { file, options: XcscoreOptions.parse({ budgetMs: 60_000, ...options }) };
}

export const run = (bytes: Uint8Array, options: Partial<XcscoreOptions> = {}) =>
  xcscore.run(context(bytes).ctx, inputFor(bytes, options));
