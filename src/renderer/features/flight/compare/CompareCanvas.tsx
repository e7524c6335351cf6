/** Holds the map of two flights. */
import { useEffect, useRef, useState } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import 'maplibre-gl/dist/maplibre-gl.css';
import { hasWebGl } from '../../../ui/map/has-webgl';
import mapClasses from '../map/Map.module.css';
import { sideColor, type Side } from './colors';
import { CompareMap } from './compare-map';
import type { MomentStore } from './moment-store';
import type { Compared } from './use-compared';

interface CompareCanvasProps {
  a: Compared;
  b: Compared;
  moments: MomentStore;
}

function dotOf(side: Side): HTMLElement {
  const element = document.createElement('div');
  element.className = mapClasses.dot ?? '';
  element.style.background = sideColor[side];
  return element;
}

export function CompareCanvas({ a, b, moments }: CompareCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [possible] = useState(hasWebGl);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  useEffect(() => {
    if (!possible || !container.current || !labels.current) return undefined;
    const map = new CompareMap({
      container: container.current,
      labels: labels.current,
      dots: { a: dotOf('a'), b: dotOf('b') },
      dark,
      flights: { a, b },
    });
    const unsubscribe = moments.subscribe(() => {
      const now = moments.get();
      map.showMoment('a', now?.a ?? null);
      map.showMoment('b', now?.b ?? null);
    });
    return () => {
      unsubscribe();
      map.remove();
    };
  }, [possible, a, b, dark, moments]);
  return (
    <div className={mapClasses.frame} role="region" aria-label="Map of both flights">
      <div ref={container} className={mapClasses.map} />
      <div ref={labels} className={mapClasses.labels} aria-hidden />
      {!possible && (
        <p className={mapClasses.broken} role="status">
          The map needs WebGL, which this browser does not give. Barograms and figures work without it.
        </p>
      )}
    </div>
  );
}
