/** The engine xcmetrics: an IGC file in, the figures of its flights out. */
import { stage } from '#contract/engine';
import type { Engine, EngineView, RenderedView, SummaryColumn } from '#contract/engine';
import type { FlightMetrics } from '#contract/xcmetrics';
import { XcmetricsOptions, XcmetricsOutput } from '#contract/xcmetrics';
import { igcFileRule } from '../igc/igc-file-rule';
import type { SegmentedTrack } from './analyse';
import { describe, segmentTrack } from './analyse';
import { csvView } from './view-csv';
import { geojsonView } from './view-geojson';
import { legacyView } from './view-legacy';
import { round } from './rounding';
import { trackView } from './view-track';

type View = EngineView<XcmetricsOptions, XcmetricsOutput>;
type Column = SummaryColumn<XcmetricsOutput>;

/** A view that needs the track: computed again from the file, with the options of the result. */
function fromTrack(render: (segmented: SegmentedTrack, output: XcmetricsOutput) => RenderedView): View {
  return async ({ blobs }, { file, options, output }) =>
    render(segmentTrack(await blobs.read(file.sha256), options), output);
}

const json = (suffix: string, value: unknown, mediaType = 'application/json'): RenderedView => ({
  mediaType,
  suffix,
  body: JSON.stringify(value),
});

/** A figure of the main flight. */
const ofMain =
  (value: (flight: FlightMetrics) => string | number | null): Column['value'] =>
  ({ flights, mainFlight }) => {
    const flight = flights[mainFlight];
    return flight ? value(flight) : null;
  };

const summary: readonly Column[] = [
  { key: 'date', label: 'Date', value: ({ date }) => date },
  { key: 'gliderType', label: 'Glider', value: ({ gliderType }) => gliderType },
  { key: 'airtimeS', label: 'Airtime', unit: 's', value: ofMain(({ airtimeS }) => airtimeS) },
  { key: 'trackKm', label: 'Track', unit: 'km', value: ofMain(({ trackKm }) => round(trackKm, 1)) },
  {
    key: 'maxAltitudeM',
    label: 'Max altitude',
    unit: 'm',
    value: ofMain(({ maxAltitudeM }) => maxAltitudeM),
  },
  { key: 'maxGainM', label: 'Max gain', unit: 'm', value: ofMain(({ maxGainM }) => maxGainM) },
  {
    key: 'bestClimbMps',
    label: 'Best climb',
    unit: 'm/s',
    value: ofMain(({ bestClimbMps }) => bestClimbMps),
  },
  {
    key: 'medianClimbMps',
    label: 'Median climb',
    unit: 'm/s',
    value: ofMain(({ climb }) => climb?.p50 ?? null),
  },
  { key: 'thermals', label: 'Thermals', value: ofMain(({ thermals }) => thermals.length) },
  { key: 'windMps', label: 'Wind', unit: 'm/s', value: ofMain(({ wind }) => wind.mean?.speedMps ?? null) },
  {
    key: 'windFromDeg',
    label: 'Wind from',
    unit: '°',
    value: ofMain(({ wind }) => wind.mean?.fromDeg ?? null),
  },
  {
    key: 'engineRuns',
    label: 'Engine runs',
    value: ofMain(({ engine }) => (engine.sensors.length > 0 ? engine.runs.length : null)),
  },
];

/** Lets the abort signal and other messages through between the stages of synchronous work. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

export const xcmetrics: Engine<XcmetricsOptions, XcmetricsOutput> = {
  name: 'xcmetrics',
  title: 'Flight metrics',
  version: 2,
  pool: 'igc',
  options: XcmetricsOptions,
  output: XcmetricsOutput,
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
    track: fromTrack((segmented) => json('.track.json', trackView(segmented))),
    geojson: fromTrack((segmented, output) =>
      json('.geojson', geojsonView(segmented, output), 'application/geo+json'),
    ),
    csv: fromTrack((segmented) => ({
      mediaType: 'text/csv; charset=utf-8',
      suffix: '.csv',
      body: csvView(segmented),
    })),
    json: async (_, { output }) => json('.json', output),
    legacy: fromTrack((segmented, output) => json('.xcmetrics.json', legacyView(segmented, output))),
  },
  http: {
    port: 8081,
    banner: { message: 'xcmetrics' },
    upload: { suffixes: ['.igc'], wrongSuffixDetail: 'File format not .igc', view: 'legacy' },
  },

  /** @throws FlightlineError `EMPTY_FILE`, `INVALID_FLIGHT`; the signal's reason when it aborts */
  async run(ctx, { file, options }) {
    const { blobs, signal, progress, log } = ctx;
    signal.throwIfAborted();
    const bytes = await stage(ctx, 'read the file', () => blobs.read(file.sha256));
    progress(0.1);
    await pause(signal);
    const segmented = stage(ctx, 'read and segment the track', () => segmentTrack(bytes, options));
    progress(0.7);
    await pause(signal);
    const output = stage(ctx, 'measure the flights', (span) => {
      const described = describe(segmented, options);
      span.set({ fixes: described.quality.fixes, flights: described.flights.length });
      return described;
    });
    progress(1);
    log.info('xcmetrics.done', { fixes: output.quality.fixes, flights: output.flights.length });
    return output;
  },
};
