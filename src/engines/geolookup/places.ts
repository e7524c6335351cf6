/** The nearest town or village of GeoNames. */
import { z } from 'zod';
import type { Place } from '#contract/geolookup';
import { longitudeDelta } from '../igc/geo';
import { geodesicTo } from './geodesic';
import type { PackedFile } from './packed-file';
import { readPackedFile } from './packed-file';
import { PointIndex } from './point-index';

/**
 * The middle of a place is not known to less than this. Within it the place is named that the original service named, whose
 * measure was degrees: people expect Bizau, not Bezau, above Andelsbuch.
 */
const EQUALLY_FAR_M = 100;

const Meta = z.object({ countries: z.array(z.string()) });

export class Places {
  private readonly index: PointIndex;
  private readonly lat: Float64Array;
  private readonly lon: Float64Array;
  private readonly population: Uint32Array;
  private readonly country: Uint8Array;
  private readonly nameEnds: Uint32Array;
  private readonly names: Uint8Array;
  private readonly countries: string[];

  constructor(file: PackedFile<z.output<typeof Meta>>) {
    const degrees = (name: string) =>
      Float64Array.from(file.section(name, 'Int32Array'), (units) => units / 1e5);
    this.lat = degrees('lat');
    this.lon = degrees('lon');
    this.population = file.section('population', 'Uint32Array');
    this.country = file.section('country', 'Uint8Array');
    this.nameEnds = file.section('nameEnds', 'Uint32Array');
    this.names = file.section('names', 'Uint8Array');
    this.countries = file.meta.countries;
    this.index = new PointIndex(this.lat, this.lon);
  }

  nearest(lat: number, lon: number): Place {
    const k = this.nearestId(lat, lon);
    const at = { lat: this.lat[k] as number, lon: this.lon[k] as number };
    const name = this.names.subarray(this.nameEnds[k - 1] ?? 0, this.nameEnds[k]);
    return {
      name: new TextDecoder().decode(name),
      ...at,
      ...geodesicTo({ lat, lon }, at),
      population: this.population[k] as number,
      countryIso2: this.countries[this.country[k] as number] ?? '',
    };
  }

  /** Among those that are as good as equally far, the one with the least difference of degrees. */
  private nearestId(lat: number, lon: number): number {
    const nearest = this.index.nearest(lat, lon);
    if (!nearest) throw new RangeError('The list of places is empty.');
    const degrees2 = (k: number) =>
      ((this.lat[k] as number) - lat) ** 2 + longitudeDelta(this.lon[k] as number, lon) ** 2;
    let best = nearest.id;
    for (const k of this.index.within(lat, lon, nearest.chordM + EQUALLY_FAR_M)) {
      if (degrees2(k) < degrees2(best)) best = k;
    }
    return best;
  }
}

/** @throws FlightlineError `ENGINE_FAILED` when the file is missing or damaged */
export async function loadPlaces(file: string): Promise<Places> {
  return new Places(await readPackedFile(file, Meta));
}
