/** One-degree cells: their names, and where public terrain for them is to be had. */
import type { GeoBox, TerrainDownload } from '#contract/dem';

const two = (value: number) => String(value).padStart(2, '0');
const three = (value: number) => String(value).padStart(3, '0');

/** N47E009: the cell whose south-west corner is there. Points on the north pole belong to the last row. */
export function cellName(lat: number, lon: number): string {
  const south = Math.min(89, Math.floor(lat));
  const west = Math.floor(lon >= 180 ? lon - 360 : lon);
  return `${south < 0 ? 'S' : 'N'}${two(Math.abs(south))}${west < 0 ? 'W' : 'E'}${three(Math.abs(west))}`;
}

const shape = /^([NS])(\d{1,2})([EW])(\d{1,3})(?!\d)/i;

/** South-west corner that a name begins with; null when it names none on earth. */
export function cornerOfName(name: string): { south: number; west: number } | null {
  const [, ns = '', lat = '', ew = '', lon = ''] = shape.exec(name) ?? [];
  if (!ns) return null;
  const south = Number(lat) * (ns.toUpperCase() === 'S' ? -1 : 1);
  const west = Number(lon) * (ew.toUpperCase() === 'W' ? -1 : 1);
  return south < -90 || south > 89 || west < -180 || west > 179 ? null : { south, west };
}

export function cellBox(name: string): GeoBox | null {
  const corner = cornerOfName(name);
  return corner && { ...corner, east: corner.west + 1, north: corner.south + 1 };
}

/**
 * viewfinderpanoramas.org packs cells by the sheets of the International Map of the World: rows of 4 degrees from
 * the equator, lettered, southern ones with S before; columns of 6 degrees, numbered from 180 degrees west.
 */
function mapSheet(south: number, west: number): string {
  const row = Math.floor((south >= 0 ? south : -south - 1) / 4);
  return `${south < 0 ? 'S' : ''}${String.fromCharCode(65 + row)}${two(Math.floor((west + 180) / 6) + 1)}`;
}

/** Public sources of the cell, best first; empty for what is no name. */
export function downloadsOf(name: string): TerrainDownload[] {
  const corner = cornerOfName(name);
  if (!corner) return [];
  const [ns, ew] = [name.slice(0, 3), name.slice(3)];
  const copernicus = `Copernicus_DSM_COG_10_${ns}_00_${ew}_00_DEM`;
  const { south, west } = corner;
  return [
    {
      source: 'Copernicus GLO-30 (30 m, surface with trees and roofs)',
      url: `https://copernicus-dem-30m.s3.amazonaws.com/${copernicus}/${copernicus}.tif`,
      note: 'Put it into a terrain folder as it is. There is no file where there is only sea.',
    },
    {
      source: 'SRTM and others, by Tilezen (30 m)',
      url: `https://elevation-tiles-prod.s3.amazonaws.com/skadi/${ns}/${name}.hgt.gz`,
      note: 'Put it into a terrain folder as it is.',
    },
    {
      source: 'viewfinderpanoramas.org (90 m)',
      url: `http://viewfinderpanoramas.org/dem3/${mapSheet(south, west)}.zip`,
      note: 'Holds a whole map sheet; put the zip file into a terrain folder as it is. Not every sheet exists by this name.',
    },
  ];
}
