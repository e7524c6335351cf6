/** What changes the terrain folders of an instance. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ScanAnswer } from '#contract/dem';
import { SetFoldersAct } from '#contract/dem';
import type { ActContext, Engine } from '#contract/engine';
import { engineAct } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { RasterEntry } from './raster';
import { readIndex, TerrainIndex, writeIndex } from './terrain-index';

export const acts: NonNullable<Engine['acts']> = {
  setFolders: engineAct(
    'Sets the folders that terrain is read from, and scans them.',
    SetFoldersAct,
    async (context, { folders }) => {
      const checked: string[] = [];
      for (const folder of folders) checked.push(await existingFolder(folder));
      return scan(context, [...new Set(checked)]);
    },
  ),

  rescan: engineAct('Looks again what is in the terrain folders.', z.strictObject({}), async (context) => {
    const { folders } = await readIndex(context.state);
    return scan(
      context,
      folders.map(({ path: folder }) => folder),
    );
  }),
};

/**
 * The folder as the operator wrote it, without turns and links on the way.
 * @throws FlightlineError `INVALID_INPUT`, `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
async function existingFolder(folder: string): Promise<string> {
  if (!path.isAbsolute(folder)) {
    throw new FlightlineError(
      'INVALID_INPUT',
      `${folder} is no absolute path: begin at the root of the disk.`,
    );
  }
  try {
    const real = await realpath(folder);
    if (!(await stat(real)).isDirectory())
      throw new FlightlineError('INVALID_INPUT', `${folder} is no folder.`);
    return real;
  } catch (error) {
    if (error instanceof FlightlineError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const isAway = code === 'ENOENT' || code === 'ENOTDIR';
    throw new FlightlineError(
      isAway ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      isAway ? `There is no folder ${folder}.` : `${folder} cannot be read (${code ?? 'unknown reason'}).`,
      { cause: error },
    );
  }
}

/** Nothing is written when nothing changed: results stay answers. */
async function scan({ state, signal }: ActContext, paths: readonly string[]): Promise<ScanAnswer> {
  const before = await readIndex(state);
  const known = new Map<string, RasterEntry[]>();
  for (const raster of before.rasters) {
    if (raster.kind !== 'tiles') known.set(raster.path, [...(known.get(raster.path) ?? []), raster]);
  }
  const { scanFolder } = await import('./scan/scan-folder'); // with all its decoders
  const taken = new Set<string>();
  const scanned = [];
  for (const [index, root] of paths.entries())
    scanned.push(await scanFolder({ root, index, known, taken }, signal));
  const index = TerrainIndex.parse({
    scannedAt: new Date().toISOString(),
    folders: scanned.map(({ folder }) => folder),
    rasters: scanned.flatMap(({ rasters }) => rasters),
  });
  if (contentOf(index) !== contentOf(before)) await writeIndex(state, index);
  return { scannedAt: index.scannedAt ?? '', folders: index.folders };
}

const contentOf = ({ folders, rasters }: TerrainIndex) => JSON.stringify([folders, rasters]);
