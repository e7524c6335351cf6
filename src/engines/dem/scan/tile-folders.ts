/** Collects z/x/y folders of tiles while a folder is walked, and says what they hold. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TerrainProblem } from '#contract/dem';
import { messageOf } from '#contract/errors';
import type { RasterEntry } from '../raster';
import { UnusableRaster } from '../raster';
import { MAX_PICTURE_BYTES, readPicture } from '../read/picture';
import { boxOfTiles, MAX_LEVEL, pyramidLevels } from './pyramid-level';
import type { WalkedFolder } from './walk';

const columnShape = /^(?:(.*)\/)?(\d{1,2})\/(\d{1,7})$/;
const tileShape = /^(\d{1,7})(\.png|\.webp)$/i;

interface Level {
  /** Folder above the levels, relative. */
  root: string;
  level: number;
  suffix: string;
  west: number;
  east: number;
  north: number;
  south: number;
  count: number;
  changedMs: number;
  /** One of its tiles, relative. */
  sample: string;
}

export class TileFolders {
  private readonly levels = new Map<string, Level>();

  constructor(private readonly folder: string) {}

  /** Takes the tiles of a folder; true when it is one of tiles. */
  async take({ name, files }: WalkedFolder): Promise<boolean> {
    const [, root = '', z = '', x = ''] = columnShape.exec(name) ?? [];
    if (!z || Number(z) > MAX_LEVEL || Number(x) >= 2 ** Number(z)) return false;
    const tiles = files.flatMap((file) => {
      const [, y = '', suffix = ''] = tileShape.exec(file) ?? [];
      return y && Number(y) < 2 ** Number(z) ? [{ file, y: Number(y), suffix }] : [];
    });
    if (tiles.length === 0) return false;
    const { mtimeMs } = await stat(path.join(this.folder, name));
    for (const { file, y, suffix } of tiles) {
      const key = `${root}\n${z}\n${suffix}`;
      let level = this.levels.get(key);
      if (!level) {
        const nothing = { west: Infinity, east: 0, north: Infinity, south: 0, count: 0, changedMs: 0 };
        level = { root, level: Number(z), suffix, ...nothing, sample: `${name}/${file}` };
        this.levels.set(key, level);
      }
      level.west = Math.min(level.west, Number(x));
      level.east = Math.max(level.east, Number(x));
      level.north = Math.min(level.north, y);
      level.south = Math.max(level.south, y);
      level.changedMs = Math.max(level.changedMs, mtimeMs);
      level.count++;
    }
    return true;
  }

  /** Number of tiles in the levels that are terrain, and one raster for each of those. */
  async rasters(
    folder: number,
    report: (problem: TerrainProblem) => void,
  ): Promise<{ count: number; entries: RasterEntry[] }> {
    let count = 0;
    const entries: RasterEntry[] = [];
    for (const found of this.levels.values()) {
      try {
        const tileSize = await this.tileSize(found.sample);
        const box = boxOfTiles(found.level, found);
        const of = { kind: 'tiles', tileSuffix: found.suffix } as const;
        for (const placed of await pyramidLevels([{ level: found.level, tileSize, box }], of)) {
          const name = `${found.root || '.'} level ${found.level}`;
          const root = path.join(this.folder, found.root);
          entries.push({ ...placed, path: root, name, folder, bytes: 0, changedMs: found.changedMs });
          count += found.count;
        }
      } catch (error) {
        report({ file: found.sample, reason: messageOf(error) });
      }
    }
    return { count, entries };
  }

  private async tileSize(sample: string): Promise<number> {
    const file = path.join(this.folder, sample);
    if ((await stat(file)).size > MAX_PICTURE_BYTES) throw new UnusableRaster('it is too large for a tile');
    const { width, height } = await readPicture(await readFile(file));
    if (width !== height) throw new UnusableRaster(`it is ${width} × ${height} pixels, not square`);
    return width;
  }
}
