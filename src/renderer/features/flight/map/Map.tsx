/** The map of a flight: track by climb, take-off and landing, linked with the barogram by hover. */
import { useEffect, useRef, useState } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { FlightMetrics } from '#contract/xcmetrics';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { formatMoment } from '../../../ui/time-format';
import type { HoverStore } from '../hover';
import type { OverlayPoint, ScoreOverlay } from '../score/overlay';
import type { Span } from '../track-search';
import { FlightMap } from './flight-map';
import { hasWebGl } from '../../../ui/map/has-webgl';
import { Legend } from './Legend';
import classes from './Map.module.css';

interface MapProps {
  track: XcmetricsTrack;
  flight: FlightMetrics;
  span: Span;
  chosen: Span | null;
  /** The score that is drawn. */
  overlay: ScoreOverlay | null;
  hover: HoverStore;
  onPick(index: number): void;
}

function marker(kind: 'takeoff' | 'landing', at: string): HTMLElement {
  const element = document.createElement('div');
  element.className = classes[kind] ?? '';
  const name = kind === 'takeoff' ? 'Take-off' : 'Landing';
  element.textContent = `${name} ${formatMoment(Date.parse(at), 'minute')}`;
  return element;
}

function turnpoint({ label, name, kind }: OverlayPoint): HTMLElement {
  const element = document.createElement('div');
  element.className = classes.turnpoint ?? '';
  element.dataset['kind'] = kind;
  element.textContent = label;
  element.title = name;
  return element;
}

export function Map({ track, flight, span, chosen, overlay, hover, onPick }: MapProps) {
  const container = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const map = useRef<FlightMap | null>(null);
  const [possible] = useState(hasWebGl);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';

  useEffect(() => {
    if (!possible || !container.current || !labels.current) return undefined;
    const dot = document.createElement('div');
    dot.className = classes.dot ?? '';
    const made = new FlightMap({
      container: container.current,
      labels: labels.current,
      dot,
      dark,
      track,
      span,
      onHover: (index) => hover.set(index),
      onPick,
    });
    if (flight.landingSeen) made.addMarker(marker('landing', flight.landing.time), flight.landing);
    if (flight.takeoffSeen) made.addMarker(marker('takeoff', flight.takeoff.time), flight.takeoff);
    map.current = made;
    const unsubscribe = hover.subscribe((index) => made.showMoment(index));
    return () => {
      unsubscribe();
      map.current = null;
      made.remove();
    };
  }, [possible, track, flight, span, hover, dark, onPick]);

  useEffect(() => map.current?.showScore(overlay, turnpoint), [overlay, possible, track, flight, span, dark]);

  const shown = useRef<Span | null>(null);
  useEffect(() => {
    if (chosen === null && shown.current === null) return;
    shown.current = chosen;
    map.current?.show(chosen);
  }, [chosen]);

  return (
    <div className={classes.frame} role="region" aria-label="Map of the flight">
      <div ref={container} className={classes.map} />
      <div ref={labels} className={classes.labels} aria-hidden />
      <Legend dark={dark} />
      {!possible && (
        <p className={classes.broken} role="status">
          The map needs WebGL, which this browser does not give. Barogram and tables work without it.
        </p>
      )}
    </div>
  );
}
