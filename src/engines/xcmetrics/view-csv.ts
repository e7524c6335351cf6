/** One row per fix, with units in the header, and the recorder's own columns (ENL, GSP, ...) as it wrote them. */
import { MISSING_EXTENSION } from '../igc/extension-columns';
import { MISSING_ALTITUDE } from '../igc/igc-file';
import type { SegmentedTrack } from './analyse';
import { phaseColumn, speedColumns } from './view-track';
import { isoTime } from './track-point';

const fixedHeader =
  'time_utc,lat_deg,lon_deg,altitude_m,pressure_altitude_m,gnss_altitude_m,climb_m_per_s,ground_speed_km_per_h,phase,valid';
const phaseNames = ['ground', 'glide', 'thermal', 'search'];

export function csvView(segmented: SegmentedTrack): string {
  const { track } = segmented;
  const phase = phaseColumn(segmented);
  const { varioMps, groundSpeedMps } = speedColumns(segmented);
  const recorded = (column: Int32Array, i: number) =>
    column[i] === MISSING_ALTITUDE ? '' : String(column[i]);
  const extensions = track.extensionCodes.flatMap((code) => track.extension(code) ?? []);
  const rows = [[fixedHeader, ...track.extensionCodes.map((code) => code.toLowerCase())].join(',')];
  for (let i = 0; i < track.n; i++) {
    rows.push(
      [
        isoTime(track.timeS[i] as number),
        (track.lat[i] as number).toFixed(6),
        (track.lon[i] as number).toFixed(6),
        track.altitudeSource === 'none' ? '' : (track.altitudeM[i] as number).toFixed(1),
        track.hasBaro ? recorded(track.baroM, i) : '',
        track.hasGnss ? recorded(track.gnssM, i) : '',
        track.altitudeSource === 'none' ? '' : (varioMps[i] as number).toFixed(2),
        ((groundSpeedMps[i] as number) * 3.6).toFixed(1),
        phaseNames[phase[i] as number],
        track.valid[i] === 1 ? 'A' : 'V',
        ...extensions.map((column) => extensionValue(column[i] as number)),
      ].join(','),
    );
  }
  return rows.join('\r\n') + '\r\n'; // RFC 4180
}

const extensionValue = (value: number) => (value === MISSING_EXTENSION ? '' : String(value));
