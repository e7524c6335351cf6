/** Which terrain answered, gathered by kind and resolution. */
import type { TerrainUse } from '#contract/dem';
import { share } from './rounding';
import type { TerrainSamples } from './sample';
import type { Terrain } from './terrain';

const MAX_NAMES = 20;

/** Finest first. */
export function terrainUse(terrain: Terrain, { raster }: TerrainSamples): TerrainUse[] {
  const counts = new Map<number, number>();
  for (const index of raster) if (index >= 0) counts.set(index, (counts.get(index) ?? 0) + 1);
  const uses = new Map<string, TerrainUse>();
  for (const [index, count] of counts) {
    const used = terrain.rasters[index];
    if (!used) continue;
    const key = `${used.kind} ${used.resolutionM}`;
    const use = uses.get(key) ?? { kind: used.kind, resolutionM: used.resolutionM, tiles: [], share: 0 };
    uses.set(key, use);
    use.share += count / raster.length;
    use.tiles.push(used.name);
  }
  return [...uses.values()]
    .sort((a, b) => a.resolutionM - b.resolutionM || b.share - a.share)
    .map((use) => ({ ...use, share: share(use.share), tiles: use.tiles.sort().slice(0, MAX_NAMES) }));
}
