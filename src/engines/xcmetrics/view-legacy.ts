/**
 * The JSON that the service this engine replaces answered on port 8081, so that its clients go on working: same names,
 * same nesting, figures of the main flight. What its arithmetic got wrong is right here; docs/engines/xcmetrics.md
 * lists each difference.
 */
import type { Circling, FlightMetrics, TrackPoint, XcmetricsOutput } from '#contract/xcmetrics';
import { MISSING_ALTITUDE } from '../igc/igc-file';
import type { SegmentedTrack } from './analyse';
import type { Phase } from './find-phases';
import { degrees, round } from './rounding';
import { isoTime } from './track-point';
import type { Feature, FeatureCollection } from './view-geojson';
import { line } from './view-geojson';

interface Quantity {
  value: number | null;
  unit: string;
}

interface LegacyPoint {
  timestamp: string;
  lat: number;
  lon: number;
  gps_alt: number | null;
  pressure_alt: number | null;
  segment_type: 'glide' | 'thermal';
  segment_id: number;
}

const percent = (share: number): Quantity => ({ value: round(share * 100, 2), unit: '%' });

/** Spirals and searches count as circling there, as they did in the original. */
const isCircling = ({ kind }: Phase) => kind !== 'glide';

export function legacyView(segmented: SegmentedTrack, output: XcmetricsOutput) {
  const main = segmented.flights[segmented.mainFlight];
  const figures = output.flights[segmented.mainFlight];
  if (!main || !figures) throw new RangeError('The result and the track are of different files.');
  const phases = main.phases;
  const circlings = circlingsInOrder(figures, phases);
  return {
    info: info(segmented, output, { figures, circlings }),
    glides: lines(
      segmented,
      phases.filter((phase) => !isCircling(phase)),
      (k) => {
        const glide = figures.glides[k];
        return {
          duration: glide?.durationS ?? 0,
          alt_change: glide?.altitudeChangeM ?? 0,
          glide_ratio: glide?.glideRatio ?? null,
        };
      },
    ),
    thermals: lines(segmented, phases.filter(isCircling), (k) => {
      const circling = circlings[k];
      return {
        duration: circling?.durationS ?? 0,
        alt_change: circling?.gainM ?? 0,
        vertical_velocity: circling?.averageClimbMps ?? 0,
        direction: circling?.direction ?? 'LR',
      };
    }),
    track_points: trackPoints(segmented, phases),
  };
}

function circlingsInOrder(figures: FlightMetrics, phases: readonly Phase[]): Circling[] {
  const lists = { thermal: figures.thermals.values(), search: figures.searches.values() };
  return phases.flatMap(({ kind }) => {
    const next = kind === 'glide' ? undefined : lists[kind].next().value;
    return next ? [next] : [];
  });
}

function place(segmented: SegmentedTrack, at: TrackPoint, i: number) {
  const gnssM = segmented.track.gnssM[i] as number;
  return {
    datetime: { value: at.time.replace('T', ' ').replace('Z', ''), unit: 'UTC' },
    lat: { value: at.lat, unit: 'deg' },
    lon: { value: at.lon, unit: 'deg' },
    alt_gnss: {
      value: segmented.track.hasGnss && gnssM !== MISSING_ALTITUDE ? gnssM : at.altitudeM,
      unit: 'm',
    } satisfies Quantity,
  };
}

function info(
  segmented: SegmentedTrack,
  output: XcmetricsOutput,
  { figures, circlings }: { figures: FlightMetrics; circlings: Circling[] },
) {
  const span = segmented.flights[segmented.mainFlight]?.span ?? { from: 0, to: 0 };
  const { leftS, rightS, mixedS } = figures.circling;
  const circlingS = leftS + rightS + mixedS;
  const share = (part: number) => percent(circlingS > 0 ? part / circlingS : 0);
  return {
    flight: {
      date: output.date,
      airtime: { value: figures.airtimeS, unit: 's' },
      glider_type: output.gliderType ?? '',
    },
    takeoff: place(segmented, figures.takeoff, span.from),
    landing: place(segmented, figures.landing, span.to),
    thermals: {
      time_total: percent(1 - figures.shareOfTime.glide),
      max_avg_climb: { value: Math.max(0, ...circlings.map((c) => c.averageClimbMps)), unit: 'm/s' },
      max_gain: { value: Math.max(0, ...circlings.map((c) => c.gainM)), unit: 'm' },
      circ_dir_L: share(leftS),
      circ_dir_R: share(rightS),
      circ_dir_LR: share(mixedS),
      circ_time_L: { value: circleTimeS(circlings, 'L'), unit: 's' },
      circ_time_R: { value: circleTimeS(circlings, 'R'), unit: 's' },
    },
    glides: {
      time_total: percent(figures.shareOfTime.glide),
      avg_speed: { value: figures.glideAverageSpeedKmh ?? 0, unit: 'km/h' },
    },
    recorder: {
      type: output.recorder.type ?? '',
      code: output.recorder.code ?? '',
      gnss: output.recorder.gnss ?? '',
      press: output.recorder.pressureSensor ?? '',
      firmware_v: output.recorder.firmware ?? '',
      hardware_v: output.recorder.hardware ?? '',
    },
  };
}

/** Mean over the time in thermals of that direction; 0, as there, when there were none that could be measured. */
function circleTimeS(circlings: readonly Circling[], direction: 'L' | 'R'): number {
  let [weighted, totalS] = [0, 0];
  for (const circling of circlings) {
    if (circling.direction !== direction || circling.timePerCircleS === null) continue;
    weighted += circling.timePerCircleS * circling.durationS;
    totalS += circling.durationS;
  }
  return totalS > 0 ? round(weighted / totalS, 1) : 0;
}

function lines(
  segmented: SegmentedTrack,
  phases: readonly Phase[],
  properties: (k: number) => Feature['properties'],
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: phases.map(({ from, to }, k) => ({
      type: 'Feature',
      geometry: line(segmented, from, to),
      properties: properties(k),
    })),
  };
}

/** Every fix of the main flight; `segment_id` counts glides and thermals each from 0. */
function trackPoints({ track }: SegmentedTrack, phases: readonly Phase[]): LegacyPoint[] {
  const points: LegacyPoint[] = [];
  const counts = { glide: 0, thermal: 0 };
  const altitude = (column: Int32Array, present: boolean, i: number) =>
    present && column[i] !== MISSING_ALTITUDE ? (column[i] as number) : null;
  phases.forEach((phase, k) => {
    const segment_type = isCircling(phase) ? 'thermal' : 'glide';
    const segment_id = counts[segment_type]++;
    const last = k === phases.length - 1 ? phase.to : phase.to - 1; // the border fix belongs to the next phase
    for (let i = phase.from; i <= last; i++) {
      points.push({
        timestamp: isoTime(track.timeS[i] as number),
        lat: degrees(track.lat[i] as number),
        lon: degrees(track.lon[i] as number),
        gps_alt: altitude(track.gnssM, track.hasGnss, i),
        pressure_alt: altitude(track.baroM, track.hasBaro, i),
        segment_type,
        segment_id,
      });
    }
  });
  return points;
}
