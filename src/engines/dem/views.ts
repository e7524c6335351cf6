/** Terrain and height above ground of every fix: in columns for the barogram, in rows for spreadsheets. */
import type { DemTerrain } from '#contract/dem';
import type { Overflight } from './overfly';
import { aglColumn } from './overfly';
import { elevation, isoTime } from './rounding';

export function terrainView(flown: Overflight): DemTerrain {
  const { track, samples } = flown;
  const startEpochS = track.timeS[0] as number;
  return {
    n: track.n,
    startEpochS,
    timeS: Array.from(track.timeS, (timeS) => Math.round((timeS - startEpochS) * 1000) / 1000),
    terrainM: Array.from(samples.elevM, elevation),
    aglM: Array.from(aglColumn(flown), elevation),
  };
}

export function csvView(flown: Overflight): string {
  const { track, samples, terrain } = flown;
  const agl = aglColumn(flown);
  const text = (value: number) => elevation(value)?.toFixed(1) ?? '';
  const rows = ['time_utc,lat_deg,lon_deg,terrain_m,height_above_ground_m,terrain_kind,terrain_resolution_m'];
  for (let i = 0; i < track.n; i++) {
    const raster = terrain.rasters[samples.raster[i] as number];
    rows.push(
      [
        isoTime(track.timeS[i] as number),
        (track.lat[i] as number).toFixed(6),
        (track.lon[i] as number).toFixed(6),
        text(samples.elevM[i] as number),
        text(agl[i] as number),
        raster?.kind ?? '',
        raster?.resolutionM ?? '',
      ].join(','),
    );
  }
  return rows.join('\r\n') + '\r\n'; // RFC 4180
}
