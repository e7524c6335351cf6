/** The engine dem: an IGC file in, the ground under it out; and heights of any points, at once. */
import { DemOptions, DemOutput } from '#contract/dem';
import { stage } from '#contract/engine';
import type { Engine, EngineView, RenderedView, SummaryColumn } from '#contract/engine';
import { igcFileRule } from '../igc/igc-file-rule';
import { acts } from './acts';
import type { Overflight } from './overfly';
import { describe, overfly } from './overfly';
import { queries } from './queries';
import { csvView, terrainView } from './views';

/** Computed again from the file, over the terrain of the present folders. */
function overTerrain(render: (flown: Overflight) => RenderedView): EngineView<DemOptions, DemOutput> {
  return async ({ blobs, state }, { file }) => {
    const { signal } = new AbortController(); // whoever asks for a view cannot call it off
    return render(await overfly(await blobs.read(file.sha256), { state, signal }));
  };
}

const main = ({ flights, mainFlight }: DemOutput) => (mainFlight === null ? undefined : flights[mainFlight]);

const summary: readonly SummaryColumn<DemOutput>[] = [
  { key: 'coverage', label: 'Terrain', unit: '%', value: ({ coverage }) => Math.round(coverage * 100) },
  { key: 'resolutionM', label: 'Resolution', unit: 'm', value: ({ resolutionM }) => resolutionM },
  { key: 'minAglM', label: 'Lowest', unit: 'm', value: (output) => main(output)?.agl?.minM ?? null },
  {
    key: 'medianAglM',
    label: 'Median height',
    unit: 'm',
    value: (output) => main(output)?.agl?.p50M ?? null,
  },
  {
    key: 'terrainMaxM',
    label: 'Highest ground',
    unit: 'm',
    value: (output) => main(output)?.terrainMaxM ?? null,
  },
  { key: 'lowSaves', label: 'Low saves', value: (output) => main(output)?.lowSaves.length ?? null },
  { key: 'missingTiles', label: 'Missing tiles', value: ({ missingTiles }) => missingTiles.length },
];

export const dem: Engine<DemOptions, DemOutput> = {
  name: 'dem',
  title: 'Terrain',
  version: 1,
  after: 'xcmetrics',
  pool: 'igc',
  options: DemOptions,
  output: DemOutput,
  accepts: [igcFileRule],
  limits: {
    softMs: 120_000,
    hardMs: 130_000,
    attempts: 3,
    backoff: { baseMs: 5_000, capMs: 60_000, jitter: 0.5 },
    memoryMb: 768,
    kind: 'cpu',
  },
  summary,
  views: {
    terrain: overTerrain((flown) => ({
      mediaType: 'application/json',
      suffix: '.terrain.json',
      body: JSON.stringify(terrainView(flown)),
    })),
    csv: overTerrain((flown) => ({
      mediaType: 'text/csv; charset=utf-8',
      suffix: '.terrain.csv',
      body: csvView(flown),
    })),
    json: async (_, { output }) => ({
      mediaType: 'application/json',
      suffix: '.terrain-result.json',
      body: JSON.stringify(output),
    }),
  },
  queries,
  acts,
  readsState: true,
  http: {
    port: 8084,
    banner: { message: 'dem' },
    routes: [{ method: 'POST', path: '/', query: 'legacyTerrain' }],
  },

  /** @throws FlightlineError `EMPTY_FILE`, `INVALID_FLIGHT`; the signal's reason when it aborts */
  async run(ctx, { file, options }) {
    const { blobs, state, signal, progress, log } = ctx;
    signal.throwIfAborted();
    const bytes = await stage(ctx, 'read the file', () => blobs.read(file.sha256));
    progress(0.1);
    const flown = await stage(ctx, 'look up the terrain', () => overfly(bytes, { state, signal }));
    progress(0.9);
    const output = stage(ctx, 'describe', () => describe(flown, options));
    progress(1);
    for (const { file: name, reason } of output.problems) log.warn('dem.problem', { file: name, reason });
    log.info('dem.done', {
      fixes: output.fixes,
      coverage: output.coverage,
      missing: output.missingTiles.length,
    });
    return output;
  },
};
