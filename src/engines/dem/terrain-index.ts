/** What the engine keeps: its folders and what was found in them, as the state file `folders.json`. */
import { z } from 'zod';
import { TerrainFolder } from '#contract/dem';
import type { EngineState, WritableEngineState } from '#contract/engine';
import { RasterEntry } from './raster';
import { Terrain } from './terrain';

const FILE = 'folders.json';

export const TerrainIndex = z.object({
  /** UTC, ISO 8601; null while no folder was ever set. */
  scannedAt: z.string().nullable(),
  /** In order of preference. */
  folders: z.array(TerrainFolder),
  rasters: z.array(RasterEntry),
});
export type TerrainIndex = z.output<typeof TerrainIndex>;

export async function readIndex(state: EngineState): Promise<TerrainIndex> {
  const bytes = await state.read(FILE);
  if (!bytes) return { scannedAt: null, folders: [], rasters: [] };
  return TerrainIndex.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

export async function writeIndex(state: WritableEngineState, index: TerrainIndex): Promise<void> {
  await state.write(FILE, new TextEncoder().encode(JSON.stringify(index)));
}

export interface OpenTerrain {
  index: TerrainIndex;
  terrain: Terrain;
}

/** The last one of this thread, by the revision it was read at. */
let open: { revision: string; opened: Promise<OpenTerrain> } | null = null;

/** The terrain of the present state; read again only after the state was written. */
export async function openTerrain(state: EngineState): Promise<OpenTerrain> {
  const { revision } = state;
  if (open?.revision !== revision) {
    const opened = readIndex(state).then(async (index) => ({
      index,
      terrain: await Terrain.open(index.rasters),
    }));
    const mine = { revision, opened };
    open = mine;
    // What failed is tried again by the next one who asks.
    opened.catch(() => {
      if (open === mine) open = null;
    });
  }
  return open.opened;
}
