/** The scores as CSV: a row for each rule set, units in the header. */
import type { RuleScore, XcscoreOutput } from '#contract/xcscore';

type Cell = string | number | null;

const columns: readonly [string, (score: RuleScore) => Cell][] = [
  ['rule', ({ rule }) => rule],
  ['name', ({ name }) => name],
  ['score', ({ score }) => score],
  ['optimal', ({ optimal }) => (optimal ? 'yes' : 'no')],
  ['upper_bound', ({ upperBound }) => upperBound],
  ['type', ({ type }) => type?.name ?? null],
  ['multiplier', ({ multiplier }) => multiplier],
  ['distance_km', ({ distanceKm }) => distanceKm],
  ['penalty_km', ({ penaltyKm }) => penaltyKm],
  ['closing_km', ({ closingKm }) => closingKm],
  ['route_s', ({ routeS }) => routeS],
  ['route_speed_kmh', ({ routeSpeedKmh }) => routeSpeedKmh],
  ['airtime_s', ({ airtimeS }) => airtimeS],
  ['airtime_speed_kmh', ({ airtimeSpeedKmh }) => airtimeSpeedKmh],
  ['earth', ({ earth }) => earth],
  ['flight', ({ flight }) => flight + 1],
  ['legs_km', ({ legs }) => legs.map(({ distanceKm }) => distanceKm).join(' ')],
  [
    'turnpoints',
    ({ turnpoints }) => turnpoints.map(({ lat, lon }) => `${lat.toFixed(5)}/${lon.toFixed(5)}`).join(' '),
  ],
];

function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A spreadsheet would take these as formulas.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvView({ scores }: XcscoreOutput): string {
  const rows = [
    columns.map(([name]) => name),
    ...scores.map((score) => columns.map(([, value]) => value(score))),
  ];
  return rows.map((row) => row.map(quoted).join(',') + '\r\n').join('');
}
