/** The map's style: a plain ground, a graticule, the track. Nothing of it comes from a network. */
import type { StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { binColor, varioBins } from '../vario-bins';

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };

export const sourceNames = {
  graticule: 'graticule',
  thermals: 'thermals',
  track: 'track',
  chosen: 'chosen',
  scoreAreas: 'score-areas',
  scoreLines: 'score-lines',
} as const;

function colorByBin(dark: boolean): unknown[] {
  return ['match', ['get', 'bin'], ...varioBins.flatMap((_, bin) => [bin, binColor(bin, dark)]), '#888888'];
}

/** Apart from the colours of climb and of the ground. */
export function scoreColor(dark: boolean): string {
  return dark ? '#d98cff' : '#8a1fb0';
}

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

export function mapStyle(dark: boolean): StyleSpecification {
  const score = scoreColor(dark);
  const source = { type: 'geojson', data: empty } as const;
  const style = {
    version: 8,
    sources: Object.fromEntries(Object.values(sourceNames).map((name) => [name, source])),
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': dark ? '#161c24' : '#f3f6f8' } },
      {
        id: 'graticule',
        type: 'line',
        source: 'graticule',
        paint: { 'line-color': dark ? '#27313c' : '#dfe5ea', 'line-width': 1 },
      },
      {
        id: 'score-areas',
        type: 'fill',
        source: 'score-areas',
        paint: { 'fill-color': score, 'fill-opacity': ['match', ['get', 'part'], 'triangle', 0.09, 0.05] },
      },
      {
        id: 'score-closing',
        type: 'line',
        source: 'score-areas',
        filter: ['==', ['get', 'part'], 'closing'],
        paint: { 'line-color': score, 'line-width': 1.4, 'line-dasharray': [4, 3], 'line-opacity': 0.85 },
      },
      {
        id: 'thermals',
        type: 'fill',
        source: 'thermals',
        paint: { 'fill-color': dark ? '#f7a13c' : '#f2a33a', 'fill-opacity': dark ? 0.2 : 0.25 },
      },
      {
        id: 'thermal-rims',
        type: 'line',
        source: 'thermals',
        paint: { 'line-color': dark ? '#f7a13c' : '#e08c14', 'line-width': 1.2, 'line-opacity': 0.75 },
      },
      {
        id: 'chosen',
        type: 'line',
        source: 'chosen',
        layout: round,
        paint: { 'line-color': dark ? '#ffffff' : '#10202e', 'line-width': 7, 'line-opacity': 0.85 },
      },
      {
        id: 'casing',
        type: 'line',
        source: 'track',
        layout: round,
        paint: { 'line-color': dark ? '#0b1016' : '#ffffff', 'line-width': 4.5, 'line-opacity': 0.8 },
      },
      {
        id: 'track',
        type: 'line',
        source: 'track',
        layout: round,
        paint: { 'line-color': colorByBin(dark), 'line-width': 2.6 },
      },
      {
        id: 'score-legs',
        type: 'line',
        source: 'score-lines',
        filter: ['==', ['get', 'part'], 'leg'],
        paint: { 'line-color': score, 'line-width': 2 },
      },
      {
        id: 'score-gap',
        type: 'line',
        source: 'score-lines',
        filter: ['==', ['get', 'part'], 'closing'],
        paint: { 'line-color': score, 'line-width': 1.6, 'line-dasharray': [2, 2] },
      },
    ],
  };
  // The expression above is built from a list; its tuple type cannot be followed by the compiler.
  return style as StyleSpecification;
}
