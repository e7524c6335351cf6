/** Reads a list of sites in whichever format it is, one record at a time. */
import { FlightlineError } from '#contract/errors';
import type { ImportSitesInput } from '#contract/geolookup';
import type { TextRecord } from './csv';
import { readCsv } from './csv';
import { readGeojson } from './geojson-list';
import { readKml } from './kml';

/** @throws FlightlineError `INVALID_INPUT` when there is nothing in it, or JSON that is no GeoJSON */
export function readList(text: string, format: ImportSitesInput['format']): Iterable<TextRecord> {
  const body = text.replace(/^\uFEFF/, '').trimStart();
  if (body === '') throw new FlightlineError('INVALID_INPUT', 'The list is empty.');
  switch (format === 'auto' ? formatOf(body) : format) {
    case 'geojson':
      return readGeojson(body);
    case 'kml':
      return readKml(body);
    default:
      return readCsv(body);
  }
}

function formatOf(body: string): 'geojson' | 'kml' | 'csv' {
  if (body.startsWith('<')) return 'kml';
  return body.startsWith('{') || body.startsWith('[') ? 'geojson' : 'csv';
}
