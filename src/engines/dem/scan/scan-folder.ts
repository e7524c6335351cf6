/** Finds all rasters below a folder; what cannot be used is a problem of that file alone. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { TerrainFolder, TerrainKind, TerrainProblem } from '#contract/dem';
import { messageOf } from '#contract/errors';
import type { RasterEntry } from '../raster';
import { probeFor } from './probe-file';
import { TileFolders } from './tile-folders';
import { walk } from './walk';

const MAX_PROBLEMS = 200;
const MAX_RASTERS = 100_000;
/** Files that are probed at a time: mostly waiting for the disk. */
const AT_A_TIME = 8;

export interface ScannedFolder {
  folder: TerrainFolder;
  rasters: RasterEntry[];
}

export interface ScanPlan {
  /** Absolute. */
  root: string;
  /** Its index in the list of folders. */
  index: number;
  /** Rasters of an earlier scan by the path of their file: they stand while size and time are the same. */
  known: ReadonlyMap<string, readonly RasterEntry[]>;
  /** Files that other folders had already; this scan adds its own. */
  taken: Set<string>;
}

/** @throws the signal's reason when it aborts */
export async function scanFolder(plan: ScanPlan, signal: AbortSignal): Promise<ScannedFolder> {
  return new FolderScan(plan).run(signal);
}

class FolderScan {
  private readonly rasters: RasterEntry[] = [];
  private readonly counts: Partial<Record<TerrainKind, number>> = {};
  private readonly problems: TerrainProblem[] = [];
  private problemCount = 0;
  private bytes = 0;

  constructor(private readonly plan: ScanPlan) {}

  async run(signal: AbortSignal): Promise<ScannedFolder> {
    const { root, index } = this.plan;
    const report = (problem: TerrainProblem) => this.report(problem);
    const tiles = new TileFolders(root);
    for await (const folder of walk(root, report, signal)) {
      if (await tiles.take(folder)) continue;
      const names = folder.files.map((file) => (folder.name ? `${folder.name}/${file}` : file));
      for (let at = 0; at < names.length; at += AT_A_TIME) {
        signal.throwIfAborted();
        await Promise.all(names.slice(at, at + AT_A_TIME).map((name) => this.probe(name)));
      }
      if (this.rasters.length > MAX_RASTERS) {
        report({
          file: '.',
          reason: `it holds more than ${MAX_RASTERS} rasters; the rest was not looked at`,
        });
        break;
      }
    }
    const pyramids = await tiles.rasters(index, report);
    this.rasters.push(...pyramids.entries);
    if (pyramids.count > 0) this.counts.tiles = pyramids.count;
    this.rasters.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const { counts, bytes, problems, problemCount } = this;
    return { folder: { path: root, counts, bytes, problems, problemCount }, rasters: this.rasters };
  }

  private async probe(name: string): Promise<void> {
    const probe = probeFor(name);
    if (!probe) return;
    const file = path.join(this.plan.root, name);
    if (this.plan.taken.has(file)) return;
    try {
      const { size, mtimeMs } = await stat(file);
      this.plan.taken.add(file);
      const known = this.plan.known.get(file);
      const stands =
        known?.[0] && known[0].changedMs === mtimeMs && known.some(({ bytes }) => bytes === size);
      const found = stands
        ? known
        : (await probe(file, size)).map((raster, k) => ({
            ...raster,
            path: file,
            bytes: k === 0 ? size : 0,
            changedMs: mtimeMs,
          }));
      for (const raster of found) {
        this.rasters.push({ ...raster, folder: this.plan.index, name: nameOf(name, raster) });
      }
      const kind = found[0]?.kind;
      if (kind) this.counts[kind] = (this.counts[kind] ?? 0) + (kind === 'pmtiles' ? 1 : found.length);
      this.bytes += size;
    } catch (error) {
      this.report({ file: name, reason: messageOf(error) });
    }
  }

  private report(problem: TerrainProblem): void {
    this.problemCount++;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
  }
}

function nameOf(file: string, { member, level }: Pick<RasterEntry, 'member' | 'level'>): string {
  if (level !== null) return `${file} level ${level}`;
  return member !== null && !file.endsWith(`${member}.zip`) ? `${file} ${member}` : file;
}
