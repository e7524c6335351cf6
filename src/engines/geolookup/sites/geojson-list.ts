/** Reads the points of GeoJSON (RFC 7946), among it the answers of ParaglidingEarth's interface. */
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import type { TextRecord } from './csv';

const Feature = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
const Coordinates = z.array(z.union([z.number(), z.string()])).min(2);

const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Nested properties, like the landing of a ParaglidingEarth site, come out beside the others. */
function flatten(properties: Record<string, unknown>): TextRecord {
  const record: TextRecord = {};
  for (const [key, value] of Object.entries(properties)) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [inner, text] of Object.entries(value)) record[inner.toLowerCase()] ??= asText(text);
    } else record[key.toLowerCase()] = asText(value);
  }
  return record;
}

function featuresOf(text: string): unknown[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new FlightlineError('INVALID_INPUT', 'The list is no JSON: it is cut off or damaged.', {
      cause: error,
    });
  }
  if (Array.isArray(data)) return data;
  const collection = z.looseObject({ features: z.array(z.unknown()) }).safeParse(data);
  if (!collection.success)
    throw new FlightlineError('INVALID_INPUT', 'The list is JSON, but no GeoJSON: it has no "features".');
  return collection.data.features;
}

/** One record a feature; without a readable point it has no `lat` and `lon`. @throws FlightlineError `INVALID_INPUT` */
export function* readGeojson(text: string): Generator<TextRecord> {
  for (const item of featuresOf(text)) {
    const { data: feature } = Feature.safeParse(item);
    if (!feature) {
      yield {};
      continue;
    }
    const record: TextRecord = { id: asText(feature.id), ...flatten(feature.properties ?? {}) };
    const { data: point } = Coordinates.safeParse(feature.geometry?.coordinates);
    if (feature.geometry?.type === 'Point' && point) {
      record.lon = asText(point[0]);
      record.lat = asText(point[1]);
      if (point[2] !== undefined) record.alt ??= asText(point[2]);
    }
    yield record;
  }
}
