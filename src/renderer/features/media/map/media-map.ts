/** One MapLibre map of the places where assets were taken; near ones are gathered. */
import {
  Map as MapLibre,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type GeoJSONFeature,
  type StyleSpecification,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Feature, FeatureCollection, Point } from 'geojson';
import type { Bounds } from '../../../ui/map/bounds';
import { graticuleLines } from '../../../ui/map/graticule';
import { groundLayers, landSource } from '../../../ui/map/land';
import { drawLabels, viewBounds } from '../../../ui/map/map-labels';
import type { Places } from './unpack-places';

// A file of our own origin: the content security policy and the desktop's protocol both allow it.
setWorkerUrl(workerUrl);

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };
const gatherPx = 60;
const mostZoom = 17;
const marginDegrees = 0.0002;

export interface MapPlace {
  /** Degrees. */
  longitude: number;
  latitude: number;
  zoom: number;
}

export interface MediaMapOptions {
  container: HTMLElement;
  labels: HTMLElement;
  dark: boolean;
  /** Draws a place: `count` assets there, one of which is `id`. */
  element(place: { id: string; count: number }): HTMLElement;
  onOpen(id: string): void;
  /** A gathered place was pressed that no zoom takes apart. */
  onOpenAll(bounds: Bounds): void;
  /** Where it begins; null: where all places are seen. */
  at: MapPlace | null;
  onMove(bounds: Bounds): void;
  /** An operator moved it, or pressed a place that did. */
  onLook(at: MapPlace): void;
}

function styleOf(dark: boolean): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: landSource,
      graticule: { type: 'geojson', data: empty },
      places: {
        type: 'geojson',
        data: empty,
        cluster: true,
        clusterRadius: gatherPx,
        // Also at the nearest: markers at one spot would lie on each other, with only the uppermost in reach.
        clusterMaxZoom: mostZoom,
        // The newest comes first; of a gathered place any one of its assets is shown.
        clusterProperties: {
          id: [
            ['case', ['==', ['accumulated'], ''], ['get', 'id'], ['accumulated']],
            ['get', 'id'],
          ],
        },
      },
    },
    layers: [
      ...groundLayers(dark),
      {
        id: 'graticule',
        type: 'line',
        source: 'graticule',
        paint: { 'line-color': dark ? '#232d38' : '#d6dfe6' },
      },
      // Keeps the tiles of the source alive; what is seen are the markers.
      { id: 'places', type: 'circle', source: 'places', paint: { 'circle-radius': 1, 'circle-opacity': 0 } },
    ],
  };
}

export class MediaMap {
  readonly #map: MapLibre;
  readonly #options: MediaMapOptions;
  readonly #ready: Promise<void>;
  #markers = new Map<string, Marker>();
  #fitted: boolean;

  /** @throws Error when the browser gives no WebGL context */
  constructor(options: MediaMapOptions) {
    this.#options = options;
    this.#fitted = options.at !== null;
    this.#map = new MapLibre({
      container: options.container,
      style: styleOf(options.dark),
      center: options.at ? [options.at.longitude, options.at.latitude] : [8, 30],
      zoom: options.at?.zoom ?? 1.2,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: mostZoom,
      fadeDuration: 0,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 120 }), 'bottom-right');
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.#ready = new Promise((resolve) => this.#map.once('load', () => resolve()));
    this.#map.on('move', () => drawLabels(this.#map, options.labels));
    this.#map.on('render', () => this.#drawMarkers());
    this.#map.on('moveend', () => {
      void this.#source('graticule')?.setData(graticuleLines(viewBounds(this.#map)));
      options.onMove(viewBounds(this.#map));
      const { lng: longitude, lat: latitude } = this.#map.getCenter();
      if (this.#fitted) options.onLook({ longitude, latitude, zoom: this.#map.getZoom() });
    });
  }

  /** Shows these places; the first time all of them come into view, unless it began at a place of its own. */
  show({ ids, longitudes, latitudes }: Places): void {
    const data: FeatureCollection<Point> = {
      type: 'FeatureCollection',
      features: ids.map((id, k) => ({
        type: 'Feature',
        properties: { id },
        geometry: { type: 'Point', coordinates: [longitudes[k] ?? 0, latitudes[k] ?? 0] },
      })),
    };
    void this.#ready.then(() => {
      void this.#source('places')?.setData(data);
      void this.#source('graticule')?.setData(graticuleLines(viewBounds(this.#map)));
      drawLabels(this.#map, this.#options.labels);
    });
    if (this.#fitted || ids.length === 0) return;
    const [south, north] = extremes(latitudes);
    const [west, east] = extremes(longitudes);
    const bounds: Bounds = [west, south, east, north];
    this.#map.fitBounds(bounds, { padding: 80, maxZoom: 13, duration: 0 });
    this.#fitted = true;
  }

  remove(): void {
    this.#map.remove();
  }

  #source(name: string): GeoJSONSource | undefined {
    return this.#map.getSource<GeoJSONSource>(name);
  }

  #drawMarkers(): void {
    if (!this.#map.isSourceLoaded('places')) return;
    const shown = new Map<string, Marker>();
    for (const feature of this.#map.querySourceFeatures('places')) {
      const key = `${String(feature.properties['cluster_id'] ?? '')} ${String(feature.properties['id'])}`;
      if (shown.has(key)) continue;
      shown.set(key, this.#markers.get(key) ?? this.#markerOf(feature));
    }
    for (const [key, marker] of this.#markers) if (!shown.has(key)) marker.remove();
    this.#markers = shown;
  }

  #markerOf(feature: GeoJSONFeature): Marker {
    const [lon = 0, lat = 0] = (feature.geometry as Point).coordinates;
    const id = String(feature.properties['id']);
    const cluster: unknown = feature.properties['cluster_id'];
    const element = this.#options.element({ id, count: Number(feature.properties['point_count'] ?? 1) });
    element.addEventListener('click', () => {
      if (typeof cluster !== 'number') this.#options.onOpen(id);
      else void this.#zoomTo(cluster, [lon, lat]);
    });
    return new Marker({ element }).setLngLat([lon, lat]).addTo(this.#map);
  }

  async #zoomTo(cluster: number, center: [number, number]): Promise<void> {
    const source = this.#source('places');
    if (!source) return;
    const zoom = await source.getClusterExpansionZoom(cluster);
    if (zoom > mostZoom) this.#options.onOpenAll(around(await source.getClusterLeaves(cluster, Infinity, 0)));
    else this.#map.easeTo({ center, zoom: Math.min(mostZoom, zoom + 0.5) });
  }
}

/** Some twenty metres wider than these points: they come back a little rounded. */
function around(features: readonly Feature[]): Bounds {
  const points = features.map(({ geometry }) => (geometry as Point).coordinates);
  const [west, east] = extremes(points.map(([lon = 0]) => lon));
  const [south, north] = extremes(points.map(([, lat = 0]) => lat));
  return [west - marginDegrees, south - marginDegrees, east + marginDegrees, north + marginDegrees];
}

/** The least and the greatest; there may be more than a call takes arguments. */
function extremes(values: readonly number[]): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
