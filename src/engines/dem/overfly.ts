/** The ground under a track: read, sampled, and compared with its altitudes. */
import type { DemOptions, DemOutput, FlightTerrain } from '#contract/dem';
import type { EngineState } from '#contract/engine';
import type { FlightSpan } from '../igc/find-flights';
import { findFlights, longestFlight } from '../igc/find-flights';
import type { Track } from '../igc/track';
import { readTrack } from '../igc/track';
import type { AltitudeOffset, FlightAltitude } from './agl';
import { altitudeForGround, altitudeOffset, lowestAloft } from './agl';
import { findLowSaves } from './low-saves';
import { degrees, isoTime, metres, share, tenths } from './rounding';
import type { TerrainSamples } from './sample';
import { sampleTerrain } from './sample';
import type { Terrain } from './terrain';
import { openTerrain } from './terrain-index';
import { terrainUse } from './terrain-use';

export interface Overflight {
  track: Track;
  terrain: Terrain;
  samples: TerrainSamples;
  altitude: FlightAltitude;
  flights: { span: FlightSpan; offset: AltitudeOffset }[];
}

/** As xcmetrics finds flights when nothing else is asked for, so that the flights of both are the same ones. */
const flightRules = { minTakeoffSpeedKmh: 10, minFlightS: 60 };

/** @throws FlightlineError as `readTrack` does; the signal's reason when it aborts */
export async function overfly(
  bytes: Uint8Array,
  { state, signal }: { state: EngineState; signal: AbortSignal },
): Promise<Overflight> {
  const track = readTrack(bytes);
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
  const { terrain } = await openTerrain(state);
  const samples = await sampleTerrain(terrain, track, signal);
  const altitude = altitudeForGround(track);
  const flights = findFlights(track, flightRules).flights.map((span) => ({
    span,
    offset: altitude.altitudeM
      ? altitudeOffset(altitude.altitudeM, samples.elevM, span)
      : ({ altitudeOffsetM: 0, altitudeOffsetFrom: 'none' } as const),
  }));
  return { track, terrain, samples, altitude, flights };
}

/** Height above ground per fix, NaN where unknown; fixes between flights take the offset of the one before. */
export function aglColumn({ track, samples, altitude, flights }: Overflight): Float64Array {
  const column = new Float64Array(track.n).fill(Number.NaN);
  const { altitudeM } = altitude;
  if (!altitudeM) return column;
  let flight = 0;
  for (let i = 0; i < track.n; i++) {
    while (i >= (flights[flight + 1]?.span.from ?? Infinity)) flight++;
    const offsetM = flights[flight]?.offset.altitudeOffsetM ?? 0;
    column[i] = (altitudeM[i] as number) - offsetM - (samples.elevM[i] as number);
  }
  return column;
}

export function describe(flown: Overflight, options: DemOptions): DemOutput {
  const { track, terrain, samples, altitude, flights } = flown;
  const sources = terrainUse(terrain, samples);
  const agl = aglColumn(flown);
  const spans = flights.map(({ span }) => span);
  return {
    fixes: track.n,
    coverage: share(known(samples.elevM).length / track.n),
    sources,
    resolutionM: sources[0]?.resolutionM ?? null,
    missingTiles: samples.missingTiles,
    problems: samples.problems,
    altitudeSource: altitude.source,
    mainFlight: spans.length > 0 ? longestFlight(track, spans) : null,
    flights: flights.map(({ span, offset }) => describeFlight(flown, { span, offset, agl }, options)),
  };
}

const known = (column: Float64Array) => column.filter((value) => !Number.isNaN(value));

function describeFlight(
  { track, samples, altitude }: Overflight,
  { span, offset, agl }: { span: FlightSpan; offset: AltitudeOffset; agl: Float64Array },
  options: DemOptions,
): FlightTerrain {
  const part = (column: Float64Array) => column.subarray(span.from, span.to + 1);
  const ground = known(part(samples.elevM)).sort();
  const aglM = part(agl);
  const heights = known(aglM).sort();
  const [lowest, median, highest] = [ground[0], heights[heights.length >> 1], heights.at(-1)];
  const hasAgl = median !== undefined && highest !== undefined;
  return {
    takeoffTime: isoTime(track.timeS[span.from] as number),
    landingTime: isoTime(track.timeS[span.to] as number),
    coverage: share(ground.length / (span.to - span.from + 1)),
    terrainMinM: lowest === undefined ? null : metres(lowest),
    terrainMaxM: lowest === undefined ? null : metres(ground.at(-1) as number),
    agl: hasAgl
      ? {
          minM: metres(lowestAloft(aglM, options.lowSaveAglM)),
          p50M: metres(median),
          maxM: metres(highest),
          meanM: metres(heights.reduce((sum, value) => sum + value, 0) / heights.length),
        }
      : null,
    altitudeOffsetM: tenths(offset.altitudeOffsetM),
    altitudeOffsetFrom: offset.altitudeOffsetFrom,
    lowSaves: altitude.altitudeM
      ? findLowSaves(part(altitude.altitudeM), aglM, options).map(({ fix, gainedM }) => ({
          time: isoTime(track.timeS[span.from + fix] as number),
          lat: degrees(track.lat[span.from + fix] as number),
          lon: degrees(track.lon[span.from + fix] as number),
          aglM: metres(aglM[fix] as number),
          gainedM: metres(gainedM),
        }))
      : [],
  };
}
