/** One moment of a flight in words. */
import { TrackPhase, type XcmetricsTrack } from '#contract/xcmetrics-track';
import { formatNumber, formatSigned } from '../../ui/format';
import { formatMoment } from '../../ui/time-format';
import { epochMsAt } from './track-search';

const phaseNames: Record<number, string> = {
  [TrackPhase.ground]: 'on the ground',
  [TrackPhase.glide]: 'gliding',
  [TrackPhase.thermal]: 'in a thermal',
  [TrackPhase.search]: 'circling',
};

export interface Moment {
  atMs: number;
  altitude: string;
  vario: string;
  speed: string;
  phase: string;
}

export function momentAt(track: XcmetricsTrack, index: number): Moment {
  return {
    atMs: epochMsAt(track, index),
    altitude: formatNumber(track.altM[index], 0, 'm'),
    vario: formatSigned(track.varioMps[index], 1, 'm/s'),
    speed: formatNumber((track.groundSpeedMps[index] ?? 0) * 3.6, 0, 'km/h'),
    phase: phaseNames[track.phase[index] ?? 0] ?? '',
  };
}

export function momentText(track: XcmetricsTrack, index: number): string {
  const moment = momentAt(track, index);
  const time = formatMoment(moment.atMs, 'time');
  return `${time}, ${moment.altitude}, ${moment.vario}, ${moment.speed}, ${moment.phase}`;
}
