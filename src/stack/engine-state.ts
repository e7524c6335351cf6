/** The small files of an engine's own, in a folder of the instance. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { EngineState, WritableEngineState } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { TemporaryFile } from './blobs/temporary-file';
import { syncDirectory } from './journal/durable';

const safeName = /^[a-z0-9][a-z0-9.-]{0,63}$/;

function placeOf(dir: string, name: string): string {
  if (!safeName.test(name)) throw new FlightlineError('INVALID_INPUT', `${name} is no name of a state file.`);
  return path.join(dir, name);
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Of names, sizes, times and inodes: a file that is replaced gives another one, with no record to keep in step. */
function revisionOf(dir: string): string {
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => safeName.test(name));
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    const stat = statSync(path.join(dir, name), { bigint: true, throwIfNoEntry: false });
    if (stat) hash.update(`${name}\0${stat.size}\0${stat.mtimeNs}\0${stat.ino}\n`);
  }
  return names.length === 0 ? '' : hash.digest('hex').slice(0, 16);
}

/** `dir` need not exist: then there is no state yet. */
export function openEngineState(dir: string): EngineState {
  return {
    get revision() {
      return revisionOf(dir);
    },
    async read(name) {
      try {
        return await readFile(placeOf(dir, name));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
  };
}

export function openWritableEngineState(dir: string): WritableEngineState {
  const temporaries = `${dir}.tmp`;
  return {
    ...openEngineState(dir),
    get revision() {
      return revisionOf(dir);
    },
    async write(name, bytes) {
      const target = placeOf(dir, name);
      await rm(temporaries, { recursive: true, force: true }); // of an act that died; acts of one engine take turns
      await mkdir(temporaries, { recursive: true, mode: 0o700 });
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const file = await TemporaryFile.create(temporaries);
      try {
        await file.write(bytes);
      } catch (error) {
        await file.discard();
        throw error;
      }
      await file.moveTo(target, { flush: true });
      await syncDirectory(dir);
    },
    async remove(name) {
      await rm(placeOf(dir, name), { force: true });
      await syncDirectory(dir);
    },
  };
}

/** Where the state of an engine lies in an instance's data directory. */
export function engineStateDir(dataDir: string, engine: string): string {
  return path.join(dataDir, 'engines', engine);
}
