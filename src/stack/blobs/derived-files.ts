/**
 * Previews and the like: `derived/ab/<sha256>/<engine>.<version>.<name>` in the data directory. A cache: it is written by
 * engine threads without a flush, and whatever is missing or damaged can be made again from its blob.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DerivedFiles, Engine } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { checkedHash } from './blob-paths';
import { hashOf, nullIfMissing } from './fs-blob-reader';
import { TemporaryFile } from './temporary-file';

type Maker = Pick<Engine, 'name' | 'version'>;

const safeName = /^[a-z0-9][a-z0-9.-]{0,63}$/;

export function derivedDir(dataDir: string): string {
  return path.join(dataDir, 'derived');
}

function folderOf(dir: string, sha256: string): string {
  return path.join(dir, checkedHash(sha256).slice(0, 2), sha256);
}

function placeOf(dir: string, sha256: string, { name: engine, version }: Maker, name: string): string {
  if (!safeName.test(name))
    throw new FlightlineError('INVALID_INPUT', `${name} is no name of a derived file.`);
  return path.join(folderOf(dir, sha256), `${engine}.${version}.${name}`);
}

export function openDerivedWriter(dir: string, maker: Maker): DerivedFiles {
  const temporaries = path.join(dir, 'tmp');
  return {
    async write(sha256, name, bytes) {
      const target = placeOf(dir, sha256, maker, name);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await mkdir(temporaries, { recursive: true, mode: 0o700 });
      const file = await TemporaryFile.create(temporaries);
      try {
        await file.write(bytes);
        await file.moveTo(target, { flush: false });
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
  };
}

/** Null when it is not there, or not what the result says it is (`sha256` of its content): then have it made again. */
export async function readDerived(
  dir: string,
  { sha256, maker, file }: { sha256: string; maker: Maker; file: { name: string; sha256: string } },
): Promise<Uint8Array | null> {
  const bytes = await readFile(placeOf(dir, sha256, maker, file.name)).catch(nullIfMissing);
  return bytes !== null && hashOf(bytes) === file.sha256 ? bytes : null;
}

/** All that was made from a blob. */
export async function removeDerived(dir: string, sha256: string): Promise<void> {
  await rm(folderOf(dir, sha256), { recursive: true, force: true });
}
