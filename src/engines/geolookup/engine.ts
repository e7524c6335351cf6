/** The engine geolookup: an IGC file in, where its flights began and ended out; and look-ups of points for everybody. */
import { stage } from '#contract/engine';
import type { Engine, RenderedView, SummaryColumn } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { FlightEnd, SiteKind } from '#contract/geolookup';
import { GeolookupOptions, GeolookupOutput } from '#contract/geolookup';
import { findFlights, longestFlight } from '../igc/find-flights';
import { igcFileRule } from '../igc/igc-file-rule';
import type { Track } from '../igc/track';
import { readTrack } from '../igc/track';
import { acts } from './acts';
import type { Atlas } from './look-up';
import { lookUp } from './look-up';
import { pause } from './pause';
import { openAtlas, queries } from './queries';
import { csvView, geojsonView } from './views';

type Column = SummaryColumn<GeolookupOutput>;

/** As xcmetrics finds flights unless told otherwise. */
const flightRules = { minTakeoffSpeedKmh: 10, minFlightS: 60 };

const json = (suffix: string, value: unknown, mediaType = 'application/json'): RenderedView => ({
  mediaType,
  suffix,
  body: JSON.stringify(value),
});

/** A figure of the main flight's take-off. */
const ofTakeoff =
  (value: (takeoff: FlightEnd) => string | null): Column['value'] =>
  ({ flights, mainFlight }) => {
    const flight = flights[mainFlight];
    return flight ? value(flight.takeoff) : null;
  };

const summary: readonly Column[] = [
  { key: 'country', label: 'Country', value: ofTakeoff(({ country }) => country?.name ?? null) },
  { key: 'region', label: 'Region', value: ofTakeoff(({ admin1 }) => admin1?.name ?? null) },
  { key: 'place', label: 'Place', value: ofTakeoff(({ place }) => place.name) },
  { key: 'site', label: 'Site', value: ofTakeoff(({ site }) => site?.name ?? null) },
];

export const geolookup: Engine<GeolookupOptions, GeolookupOutput> = {
  name: 'geolookup',
  title: 'Places and sites',
  version: 1,
  after: 'dem',
  pool: 'igc',
  options: GeolookupOptions,
  output: GeolookupOutput,
  accepts: [igcFileRule],
  limits: {
    softMs: 60_000,
    hardMs: 70_000,
    attempts: 3,
    backoff: { baseMs: 5_000, capMs: 60_000, jitter: 0.5 },
    memoryMb: 512,
    kind: 'cpu',
  },
  summary,
  views: {
    json: async (_, { output }) => json('.places.json', output),
    geojson: async (_, { output }) => json('.places.geojson', geojsonView(output), 'application/geo+json'),
    csv: async (_, { output }) => ({
      mediaType: 'text/csv; charset=utf-8',
      suffix: '.places.csv',
      body: csvView(output),
    }),
  },
  queries,
  acts,
  readsState: true,
  http: {
    port: 8082,
    routes: [
      { method: 'GET', path: '/takeoffdb', query: 'legacyTakeoff' },
      { method: 'GET', path: '/nearest_town', query: 'legacyNearestTown' },
      { method: 'GET', path: '/admin1', query: 'legacyAdmin1' },
    ],
  },

  /** @throws FlightlineError `EMPTY_FILE`, `INVALID_FLIGHT`, `ENGINE_FAILED` without map data; the signal's reason */
  async run(ctx, { file, options }) {
    ctx.signal.throwIfAborted();
    const bytes = await stage(ctx, 'read the file', () => ctx.blobs.read(file.sha256));
    const atlas = await stage(ctx, 'open the maps', () => openAtlas(ctx));
    ctx.progress(0.2);
    await pause(ctx.signal);
    const track = stage(ctx, 'read the track', () => readTrack(bytes));
    const { flights } = findFlights(track, flightRules);
    if (flights.length === 0) {
      const { minFlightS, minTakeoffSpeedKmh } = flightRules;
      throw new FlightlineError(
        'INVALID_FLIGHT',
        `No take-off: ${track.n} fixes, but never ${minFlightS} s of flight faster than ${minTakeoffSpeedKmh} km/h.`,
      );
    }
    ctx.progress(0.8);
    await pause(ctx.signal);
    const end = endOf(atlas, track, options.radiusM);
    const output = stage(ctx, 'look up the places', () => ({
      mainFlight: longestFlight(track, flights),
      flights: flights.map(({ from, to, takeoffSeen, landingSeen }) => ({
        takeoff: end(from, takeoffSeen, 'takeoff'),
        landing: end(to, landingSeen, 'landing'),
      })),
    }));
    ctx.progress(1);
    ctx.log.info('geolookup.done', { flights: flights.length });
    return output;
  },
};

function endOf(atlas: Atlas, track: Track, radiusM: number) {
  return (fix: number, seen: boolean, prefer: SiteKind): FlightEnd => {
    const epochMs = track.dateKnown ? Math.round((track.timeS[fix] as number) * 1000) : null;
    const point = { lat: degrees(track.lat[fix]), lon: degrees(track.lon[fix]), epochMs };
    return {
      ...lookUp(atlas, point, { radiusM, prefer }),
      time: epochMs === null ? null : new Date(epochMs).toISOString().replace('.000Z', 'Z'),
      seen,
    };
  };
}

/** To 0.1 m, as everywhere in results. */
const degrees = (value: number | undefined) => Math.round((value ?? 0) * 1e6) / 1e6;
