/** Land and borders below what a map shows: coarse, but without a network. `scripts/geo/outlines.mjs` makes them. */
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import outlinesUrl from '../../../../resources/geolookup/outlines.json?url';

export const landSource: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: outlinesUrl,
  // Closer tiles would hold no more: the outlines are simplified to two kilometres.
  maxzoom: 6,
};

/** Nearer than this a coast would lie wrong by more than it helps. */
const fading: [from: number, to: number] = [9, 11];

/** Sea, land and borders; near by all of it is land, since nobody knows. */
export function groundLayers(dark: boolean): LayerSpecification[] {
  const [from, to] = fading;
  const [sea, land] = dark ? ['#10161d', '#1e2731'] : ['#e6edf3', '#fafbfc'];
  return [
    {
      id: 'ground',
      type: 'background',
      paint: { 'background-color': ['interpolate', ['linear'], ['zoom'], from, sea, to, land] },
    },
    {
      id: 'land',
      type: 'fill',
      source: 'land',
      paint: {
        'fill-color': land,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], from, 1, to, 0],
        'fill-antialias': false,
      },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'land',
      paint: {
        'line-color': dark ? '#3d4a58' : '#bcc8d2',
        'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 6, 1.2],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], from, 1, to, 0],
      },
    },
  ];
}
