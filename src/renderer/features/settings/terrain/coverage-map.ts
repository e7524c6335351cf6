/** A MapLibre map of what terrain there is; a class, because it lives longer than any render. */
import { Map as MapLibre, NavigationControl, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { CoverageAnswer } from '#contract/dem';
import { graticuleLines } from '../../../ui/map/graticule';
import { drawLabels, viewBounds } from '../../../ui/map/map-labels';
import { coverageAreas, coverageBounds } from './coverage-areas';

setWorkerUrl(workerUrl);

const empty = { type: 'FeatureCollection' as const, features: [] };

interface CoverageMapOptions {
  container: HTMLElement;
  labels: HTMLElement;
  dark: boolean;
  tiles: CoverageAnswer['tiles'];
  /** Name of the tile under the pointer. */
  onHover(name: string | null): void;
}

export class CoverageMap {
  readonly #map: MapLibre;

  /** @throws Error when the browser gives no WebGL context */
  constructor({ container, labels, dark, tiles, onHover }: CoverageMapOptions) {
    const color = dark ? '#5aa5e8' : '#116dbe';
    this.#map = new MapLibre({
      container,
      bounds: coverageBounds(tiles) ?? [-170, -60, 170, 75],
      fitBoundsOptions: { padding: 40, maxZoom: 8 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      maxZoom: 13,
      style: {
        version: 8,
        sources: {
          graticule: { type: 'geojson', data: empty },
          tiles: { type: 'geojson', data: coverageAreas(tiles) },
        },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': dark ? '#161c24' : '#f3f6f8' } },
          {
            id: 'graticule',
            type: 'line',
            source: 'graticule',
            paint: { 'line-color': dark ? '#27313c' : '#dfe5ea', 'line-width': 1 },
          },
          {
            id: 'tiles',
            type: 'fill',
            source: 'tiles',
            paint: { 'fill-color': color, 'fill-opacity': 0.28 },
          },
          { id: 'rims', type: 'line', source: 'tiles', paint: { 'line-color': color, 'line-width': 1 } },
        ],
      },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    const draw = (): void => drawLabels(this.#map, labels);
    this.#map.on('load', () => {
      draw();
      this.#drawGraticule();
    });
    this.#map.on('move', draw);
    this.#map.on('moveend', () => this.#drawGraticule());
    this.#map.on('mousemove', ({ point }) => {
      if (!this.#map.getLayer('tiles')) return;
      const [top] = this.#map.queryRenderedFeatures(point, { layers: ['tiles'] });
      onHover(top ? `${String(top.properties['name'])}, ${String(top.properties['resolutionM'])} m` : null);
    });
    this.#map.on('mouseout', () => onHover(null));
  }

  remove(): void {
    this.#map.remove();
  }

  #drawGraticule(): void {
    void this.#map.getSource<GeoJSONSource>('graticule')?.setData(graticuleLines(viewBounds(this.#map)));
  }
}
