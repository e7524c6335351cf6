/** The engine xcscore: an IGC file in, its scores by the rules of many leagues out. */
import type { Engine, EngineView, RenderedView, SummaryColumn } from '#contract/engine';
import { engineAct, engineQuery, stage } from '#contract/engine';
import type { RuleScore } from '#contract/xcscore';
import { LeagueId, RuleSet, ScoredBy, XcscoreOptions, XcscoreOutput } from '#contract/xcscore';
import { z } from 'zod';
import { igcFileRule } from '../igc/igc-file-rule';
import { readTrack } from '../igc/track';
import { Clock } from './clock';
import { describeScores } from './describe';
import { chooseScoredBy, chosenRuleSets, listRuleSets, removeLeague, saveLeague } from './leagues';
import { scoredFlights } from './scored-flights';
import { solve } from './solve';
import { csvView } from './view-csv';
import { geojsonView } from './view-geojson';
import { legacyView } from './view-legacy';

type View = EngineView<XcscoreOptions, XcscoreOutput>;
type Column = SummaryColumn<XcscoreOutput>;

const view =
  (suffix: string, mediaType: string, render: (output: XcscoreOutput) => RenderedView['body']): View =>
  async (_, { output }) => ({ suffix, mediaType, body: render(output) });

const jsonOf = (value: unknown): string => JSON.stringify(value);

/** A figure of the XContest score, or of the first one where that was not asked for. */
const ofMain =
  (value: (score: RuleScore) => string | number | null): Column['value'] =>
  ({ scores }) => {
    const main = scores.find(({ rule }) => rule === 'XContest') ?? scores[0];
    return main ? value(main) : null;
  };

const summary: readonly Column[] = [
  { key: 'date', label: 'Date', value: ({ date }) => date },
  { key: 'score', label: 'Score', unit: 'points', value: ofMain(({ score }) => score) },
  { key: 'type', label: 'Type', value: ofMain(({ type }) => type?.name ?? null) },
  { key: 'distanceKm', label: 'Distance', unit: 'km', value: ofMain(({ distanceKm }) => distanceKm) },
  { key: 'routeSpeedKmh', label: 'Speed', unit: 'km/h', value: ofMain(({ routeSpeedKmh }) => routeSpeedKmh) },
  { key: 'rule', label: 'Rules', value: ofMain(({ rule }) => rule) },
];

/** Lets the abort signal and other messages through between the stages of synchronous work. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

export const xcscore: Engine<XcscoreOptions, XcscoreOutput> = {
  name: 'xcscore',
  title: 'Cross-country score',
  version: 1,
  after: 'geolookup',
  pool: 'igc',
  options: XcscoreOptions,
  output: XcscoreOutput,
  accepts: [igcFileRule],
  limits: {
    softMs: 120_000,
    hardMs: 130_000,
    attempts: 3,
    backoff: { baseMs: 5_000, capMs: 60_000, jitter: 0.5 },
    memoryMb: 512,
    kind: 'cpu',
  },
  summary,
  views: {
    geojson: view('.score.geojson', 'application/geo+json', (output) => jsonOf(geojsonView(output))),
    csv: view('.score.csv', 'text/csv; charset=utf-8', csvView),
    json: view('.score.json', 'application/json', jsonOf),
    legacy: view('.xcscore.json', 'application/json', (output) => jsonOf(legacyView(output))),
  },
  queries: {
    ruleSets: engineQuery(
      'All rule sets, built in and own, with their parameters.',
      z.strictObject({}),
      ({ state }) => listRuleSets(state),
    ),
  },
  acts: {
    scoreBy: engineAct('Chooses the rule sets that flights are scored by.', ScoredBy, ({ state }, chosen) =>
      chooseScoredBy(state, chosen),
    ),
    saveLeague: engineAct('Adds a league of your own, or replaces it.', RuleSet, ({ state }, league) =>
      saveLeague(state, league),
    ),
    removeLeague: engineAct('Removes a league of your own.', LeagueId, ({ state }, id) =>
      removeLeague(state, id),
    ),
  },
  readsState: true,
  http: {
    port: 8083,
    banner: { message: 'xcscore' },
    upload: {
      suffixes: ['.igc'],
      wrongSuffixDetail: 'File format not .igc',
      view: 'legacy',
      options: { rules: ['XContest-WGS84'] },
    },
  },

  /** @throws FlightlineError `EMPTY_FILE`, `INVALID_FLIGHT`, `INVALID_INPUT` for an unknown rule set; the signal's reason */
  async run(ctx, { file, options }) {
    const { blobs, state, signal, progress, log } = ctx;
    signal.throwIfAborted();
    const sets = await stage(ctx, 'choose the rule sets', () => chosenRuleSets(state, options.rules));
    const bytes = await stage(ctx, 'read the file', () => blobs.read(file.sha256));
    progress(0.02);
    await pause(signal);
    const track = stage(ctx, 'read the track', () => readTrack(bytes));
    const stretches = stage(ctx, 'find the flights', () => scoredFlights(track));
    await pause(signal);
    let share = 0.05;
    const clock = new Clock(() => progress(share));
    const flights = stretches.map(({ fixes }) => fixes);
    const onShare = (done: number) => (share = 0.05 + 0.9 * done);
    const solved = stage(ctx, 'score', (span) => {
      span.set({ fixes: track.n, flights: flights.length, rules: sets.length });
      return solve(flights, { sets, earth: options.earth, budgetMs: options.budgetMs, clock, onShare });
    });
    await pause(signal);
    const output = stage(ctx, 'describe', () => describeScores(track, stretches, solved));
    progress(1);
    log.info('xcscore.done', { fixes: track.n, flights: flights.length, rules: sets.length });
    return output;
  },
};
