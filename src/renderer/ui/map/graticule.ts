/** Lines of latitude and longitude with round spacing: orientation without tiles. */
import type { FeatureCollection, LineString } from 'geojson';
import type { Bounds } from './bounds';

const stepsDeg = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45];

/** About six lines across. */
export function graticuleStep(bounds: Bounds): number {
  const span = Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]);
  return stepsDeg.find((step) => span / step <= 7) ?? 45;
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toFixed(6)),
  );
}

export interface Graticule {
  longitudes: number[];
  latitudes: number[];
}

export function graticuleOf(bounds: Bounds): Graticule {
  const step = graticuleStep(bounds);
  return {
    longitudes: multiples(bounds[0], bounds[2], step),
    latitudes: multiples(Math.max(-85, bounds[1]), Math.min(85, bounds[3]), step),
  };
}

/** Reaches beyond the view, so that panning does not show ends before the next update. */
export function graticuleLines(bounds: Bounds): FeatureCollection<LineString> {
  const width = bounds[2] - bounds[0];
  const height = bounds[3] - bounds[1];
  const wide: Bounds = [bounds[0] - width, bounds[1] - height, bounds[2] + width, bounds[3] + height];
  const step = graticuleStep(bounds);
  const lines = [
    ...multiples(wide[0], wide[2], step).map((lon) => [
      [lon, Math.max(-85, wide[1])],
      [lon, Math.min(85, wide[3])],
    ]),
    ...multiples(Math.max(-85, wide[1]), Math.min(85, wide[3]), step).map((lat) => [
      [wide[0], lat],
      [wide[2], lat],
    ]),
  ];
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates },
    })),
  };
}

/** `46.50° N`; as many digits as the spacing needs. */
export function degreeLabel(value: number, axis: 'lat' | 'lon', step: number): string {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  const side = axis === 'lat' ? (value < 0 ? 'S' : 'N') : value < 0 ? 'W' : 'E';
  return `${Math.abs(value).toFixed(digits)}° ${value === 0 ? '' : side}`.trim();
}
