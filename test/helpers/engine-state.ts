/** An engine's state in memory, for tests of engines. */
import type { WritableEngineState } from '#contract/engine';

let writes = 0;

export function memoryState(files: Record<string, Uint8Array> = {}): WritableEngineState {
  const held = new Map(Object.entries(files));
  let revision = held.size === 0 ? '' : String(++writes);
  return {
    get revision() {
      return revision;
    },
    read: (name) => Promise.resolve(held.get(name) ?? null),
    write(name, bytes) {
      held.set(name, bytes);
      revision = String(++writes);
      return Promise.resolve();
    },
    remove(name) {
      held.delete(name);
      revision = String(++writes);
      return Promise.resolve();
    },
  };
}

/** The rest of a context, for engines that neither make previews nor use models. */
export const noFiles = { modelsDir: '', derived: { write: () => Promise.resolve() } };
