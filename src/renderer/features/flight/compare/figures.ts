/** The figures that two flights are compared by. */
import type { FlightMetrics } from '#contract/xcmetrics';
import type { RuleScore } from '#contract/xcscore';
import { formatNumber, formatPercent, formatSigned, formatSpan } from '../../../ui/format';

interface Flight {
  flight: FlightMetrics;
  score: RuleScore | null;
}

interface Measure {
  name: string;
  value(of: Flight): number | null;
  text(value: number | null): string;
  /** Of a difference; its sign is put before it. */
  size(value: number): string;
}

export interface FigureRow {
  name: string;
  a: string;
  b: string;
  /** B minus A, with a sign; '–' when either is unknown. */
  difference: string;
}

const plain = (digits: number, unit: string): Pick<Measure, 'text' | 'size'> => ({
  text: (value) => formatNumber(value, digits, unit),
  size: (value) => formatNumber(value, digits, unit),
});
const span = { text: formatSpan, size: formatSpan };
const share = {
  text: (value: number | null) => formatPercent(value),
  size: (value: number) => formatNumber(value * 100, 0, 'points'),
};
const climb = {
  text: (value: number | null) => formatSigned(value, 1, 'm/s'),
  size: (value: number) => formatNumber(value, 1, 'm/s'),
};

const measures: readonly Measure[] = [
  { name: 'Score', value: ({ score }) => score?.score ?? null, ...plain(2, 'points') },
  { name: 'Scored distance', value: ({ score }) => score?.distanceKm ?? null, ...plain(2, 'km') },
  { name: 'Airtime', value: ({ flight }) => flight.airtimeS, ...span },
  { name: 'Track', value: ({ flight }) => flight.trackKm, ...plain(1, 'km') },
  { name: 'Farthest from take-off', value: ({ flight }) => flight.maxFromTakeoffKm, ...plain(1, 'km') },
  { name: 'Highest', value: ({ flight }) => flight.maxAltitudeM, ...plain(0, 'm') },
  { name: 'Largest gain', value: ({ flight }) => flight.maxGainM, ...plain(0, 'm') },
  { name: 'Climbed in all', value: ({ flight }) => flight.totalClimbM, ...plain(0, 'm') },
  { name: 'Thermals', value: ({ flight }) => flight.thermals.length, ...plain(0, '') },
  { name: 'Mean climb in thermals', value: ({ flight }) => flight.thermalAverageClimbMps, ...climb },
  { name: 'Median climb', value: ({ flight }) => flight.climb?.p50 ?? null, ...climb },
  { name: 'Best climb', value: ({ flight }) => flight.bestClimbMps, ...climb },
  { name: 'Time in thermals', value: ({ flight }) => flight.shareOfTime.thermal, ...share },
  { name: 'Time gliding', value: ({ flight }) => flight.shareOfTime.glide, ...share },
  { name: 'Glide speed', value: ({ flight }) => flight.glideAverageSpeedKmh, ...plain(0, 'km/h') },
  { name: 'Glide ratio', value: ({ flight }) => flight.glideAverageRatio, ...plain(1, '') },
  { name: 'Ground speed, mean', value: ({ flight }) => flight.averageGroundSpeedKmh, ...plain(0, 'km/h') },
  {
    name: 'Wind',
    value: ({ flight }) => (flight.wind.mean ? flight.wind.mean.speedMps * 3.6 : null),
    ...plain(0, 'km/h'),
  },
];

export function figureRows(a: Flight, b: Flight): FigureRow[] {
  return measures.map(({ name, value, text, size }) => {
    const [left, right] = [value(a), value(b)];
    const known = left !== null && right !== null;
    return { name, a: text(left), b: text(right), difference: known ? signed(right - left, size) : '–' };
  });
}

/** No sign before what rounds to nothing. */
function signed(value: number, size: (value: number) => string): string {
  const text = size(Math.abs(value));
  if (text === size(0)) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}
