/** What kinds of terrain files are called. */
import type { TerrainFolder, TerrainKind } from '#contract/dem';
import { formatCount } from '../../../ui/format';

export const kindNames: Record<TerrainKind, string> = {
  hgt: 'HGT',
  hgtZip: 'HGT in zip',
  hgtGz: 'HGT in gzip',
  geotiff: 'GeoTIFF',
  tiles: 'picture tiles',
  pmtiles: 'PMTiles',
};

const kinds = Object.keys(kindNames) as TerrainKind[];

/** `12 HGT, 3 GeoTIFF`. */
export function countsText(counts: TerrainFolder['counts']): string {
  const parts = kinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [`${formatCount(count)} ${kindNames[kind]}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'no terrain found';
}
