/** One MapLibre map showing one flight; a class, because it lives longer than any render. */
import {
  Map as MapLibre,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type MapMouseEvent,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { FeatureCollection } from 'geojson';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import type { ScoreOverlay } from '../score/overlay';
import { boundsOf, nearestFix, type Span } from '../track-search';
import { graticuleLines } from '../../../ui/map/graticule';
import { drawLabels, viewBounds } from '../../../ui/map/map-labels';
import { mapStyle, sourceNames } from './map-style';
import { climbLines, spanLine, thermalAreas } from './track-lines';

// A file of our own origin: the content security policy and the desktop's protocol both allow it.
setWorkerUrl(workerUrl);

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** How near the pointer must be to the track, pixels. */
const reachPx = 24;

export interface FlightMapOptions {
  container: HTMLElement;
  labels: HTMLElement;
  dot: HTMLElement;
  dark: boolean;
  track: XcmetricsTrack;
  span: Span;
  onHover(index: number | null): void;
  onPick(index: number): void;
}

export class FlightMap {
  readonly #map: MapLibre;
  readonly #options: FlightMapOptions;
  readonly #dot: Marker;
  readonly #ready: Promise<void>;
  #dotShown = false;
  #scoreMarkers: Marker[] = [];

  /** @throws Error when the browser gives no WebGL context */
  constructor(options: FlightMapOptions) {
    this.#options = options;
    this.#map = new MapLibre({
      container: options.container,
      style: mapStyle(options.dark),
      bounds: boundsOf(options.track, options.span),
      fitBoundsOptions: { padding: 44 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18,
      fadeDuration: 0,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 120 }), 'bottom-left');
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.#dot = new Marker({ element: options.dot });
    this.#ready = new Promise((resolve) => this.#map.once('load', () => resolve()));
    void this.#ready.then(() => this.#fill());
    this.#map.on('move', () => drawLabels(this.#map, options.labels));
    this.#map.on('moveend', () => this.#drawGraticule());
    this.#map.on('mousemove', (event) => options.onHover(this.#fixUnder(event)));
    this.#map.on('mouseout', () => options.onHover(null));
    this.#map.on('click', (event) => {
      const index = this.#fixUnder(event);
      if (index !== null) options.onPick(index);
    });
  }

  addMarker(element: HTMLElement, place: { lat: number; lon: number }): void {
    new Marker({ element, anchor: 'bottom' }).setLngLat([place.lon, place.lat]).addTo(this.#map);
  }

  /** Turnpoints, legs, triangle and closing of a score; null takes them away. */
  showScore(
    overlay: ScoreOverlay | null,
    elementOf: (point: ScoreOverlay['points'][number]) => HTMLElement,
  ): void {
    for (const marker of this.#scoreMarkers) marker.remove();
    this.#scoreMarkers = (overlay?.points ?? []).map((point) =>
      new Marker({ element: elementOf(point) }).setLngLat([point.at.lon, point.at.lat]).addTo(this.#map),
    );
    void this.#ready.then(() => {
      this.#setData('scoreAreas', overlay?.areas ?? nothing);
      this.#setData('scoreLines', overlay?.lines ?? nothing);
    });
  }

  showMoment(index: number | null): void {
    if (index === null) {
      if (this.#dotShown) this.#dot.remove();
      this.#dotShown = false;
      return;
    }
    const { track } = this.#options;
    this.#dot.setLngLat([track.lon[index] ?? 0, track.lat[index] ?? 0]);
    if (!this.#dotShown) this.#dot.addTo(this.#map);
    this.#dotShown = true;
  }

  /** Marks a part of the flight and brings it into view; null shows the whole flight. */
  show(span: Span | null): void {
    const { track } = this.#options;
    void this.#ready.then(() => this.#setData('chosen', spanLine(track, span)));
    this.#map.fitBounds(boundsOf(track, span ?? this.#options.span), {
      padding: span ? 80 : 44,
      maxZoom: 15,
      duration: 350,
    });
  }

  remove(): void {
    this.#map.remove();
  }

  #fill(): void {
    const { track, span } = this.#options;
    this.#setData('thermals', thermalAreas(track, span));
    this.#setData('track', climbLines(track, span));
    this.#drawGraticule();
    drawLabels(this.#map, this.#options.labels);
  }

  #drawGraticule(): void {
    this.#setData('graticule', graticuleLines(viewBounds(this.#map)));
  }

  #setData(name: keyof typeof sourceNames, data: FeatureCollection): void {
    const source = this.#map.getSource<GeoJSONSource>(sourceNames[name]);
    void source?.setData(data);
  }

  #fixUnder(event: MapMouseEvent): number | null {
    const { track, span } = this.#options;
    const above = this.#map.unproject([event.point.x, event.point.y - reachPx]);
    return nearestFix(track, span, event.lngLat, Math.abs(above.lat - event.lngLat.lat));
  }
}
