/** Sizes of a pool to start from, as the guides of the older services gave them. */
import type { StartingValue } from './workers';

interface EngineKind {
  title: string;
  kind: 'cpu' | 'io';
}

const guide = 'guide of the IGC services';
const workers = (load: string) => `${guide}, “Recommended Configurations”: WORKERS for ${load}`;

/** Each of those workers ran one request at a time: here, a process with one job at a time. */
const presets: readonly StartingValue[] = [
  { label: 'Light', processes: 2, source: workers('light traffic, below 10 requests/s') },
  { label: 'Medium', processes: 4, source: workers('medium traffic, 10 to 50 requests/s') },
  { label: 'Heavy', processes: 8, source: workers('heavy traffic, above 50 requests/s') },
  { label: 'Batch', processes: 6, source: workers('background processing in batches') },
];

export function startingValues(engines: readonly EngineKind[], cores: number): StartingValue[] {
  const titles = (kind: EngineKind['kind']) =>
    engines.filter((engine) => engine.kind === kind).map(({ title }) => title);
  const formulas = [
    { label: 'CPU-bound', kind: 'cpu', rule: '2 × cores + 1', processes: 2 * cores + 1 },
    { label: 'I/O-bound', kind: 'io', rule: 'cores + 1', processes: cores + 1 },
  ] as const;
  return [
    ...presets,
    ...formulas.map(({ label, kind, rule, processes }) => {
      const fits = titles(kind);
      const where =
        fits.length > 0 ? `; fits ${fits.join(', ')}` : '; no engine of this pool is of that kind';
      return { label, processes, source: `${guide}, “Worker Count Calculation”: ${rule}${where}` };
    }),
  ];
}
