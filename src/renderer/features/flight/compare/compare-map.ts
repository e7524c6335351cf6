/** One MapLibre map with two tracks; a class, because it lives longer than any render. */
import {
  Map as MapLibre,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Bounds } from '../../../ui/map/bounds';
import { graticuleLines } from '../../../ui/map/graticule';
import { drawLabels, viewBounds } from '../../../ui/map/map-labels';
import { spanLine } from '../map/track-lines';
import { boundsOf } from '../track-search';
import { sideColor, type Side } from './colors';
import type { Compared } from './use-compared';

setWorkerUrl(workerUrl);

const empty = { type: 'FeatureCollection' as const, features: [] };
const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

interface CompareMapOptions {
  container: HTMLElement;
  labels: HTMLElement;
  dots: Record<Side, HTMLElement>;
  dark: boolean;
  flights: Record<Side, Compared>;
}

export class CompareMap {
  readonly #map: MapLibre;
  readonly #flights: Record<Side, Compared>;
  readonly #dots: Record<Side, Marker>;

  /** @throws Error when the browser gives no WebGL context */
  constructor({ container, labels, dots, dark, flights }: CompareMapOptions) {
    this.#flights = flights;
    this.#dots = { a: new Marker({ element: dots.a }), b: new Marker({ element: dots.b }) };
    const [a, b] = [boundsOf(flights.a.track, flights.a.span), boundsOf(flights.b.track, flights.b.span)];
    const bounds: Bounds = [
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[2], b[2]),
      Math.max(a[3], b[3]),
    ];
    const line = (side: Side) => ({
      id: side,
      type: 'line' as const,
      source: side,
      layout: round,
      paint: { 'line-color': sideColor[side], 'line-width': 2.4 },
    });
    this.#map = new MapLibre({
      container,
      bounds,
      fitBoundsOptions: { padding: 40 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 18,
      fadeDuration: 0,
      style: {
        version: 8,
        sources: {
          graticule: { type: 'geojson', data: empty },
          a: { type: 'geojson', data: spanLine(flights.a.track, flights.a.span) },
          b: { type: 'geojson', data: spanLine(flights.b.track, flights.b.span) },
        },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': dark ? '#161c24' : '#f3f6f8' } },
          {
            id: 'graticule',
            type: 'line',
            source: 'graticule',
            paint: { 'line-color': dark ? '#27313c' : '#dfe5ea', 'line-width': 1 },
          },
          line('a'),
          line('b'),
        ],
      },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 120 }), 'bottom-left');
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    const draw = (): void => drawLabels(this.#map, labels);
    this.#map.on('load', () => {
      draw();
      this.#drawGraticule();
    });
    this.#map.on('move', draw);
    this.#map.on('moveend', () => this.#drawGraticule());
  }

  /** @param index of the fix; null while the flight has none at the moment */
  showMoment(side: Side, index: number | null): void {
    const dot = this.#dots[side];
    if (index === null) {
      dot.remove();
      return;
    }
    const { track } = this.#flights[side];
    dot.setLngLat([track.lon[index] ?? 0, track.lat[index] ?? 0]).addTo(this.#map);
  }

  remove(): void {
    this.#map.remove();
  }

  #drawGraticule(): void {
    void this.#map.getSource<GeoJSONSource>('graticule')?.setData(graticuleLines(viewBounds(this.#map)));
  }
}
