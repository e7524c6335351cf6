/** An engine's state in memory, for tests of engines. */
import type { WritableEngineState } from '#contract/engine';

export function memoryState(files: Record<string, Uint8Array> = {}): WritableEngineState {
  const held = new Map(Object.entries(files));
  let writes = held.size;
  return {
    get revision() {
      return writes === 0 ? '' : String(writes);
    },
    read: (name) => Promise.resolve(held.get(name) ?? null),
    write(name, bytes) {
      held.set(name, bytes);
      writes += 1;
      return Promise.resolve();
    },
    remove(name) {
      held.delete(name);
      writes += 1;
      return Promise.resolve();
    },
  };
}
