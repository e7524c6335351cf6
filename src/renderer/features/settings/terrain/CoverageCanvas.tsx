/** Holds the map of the terrain. */
import { useEffect, useRef, useState } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { CoverageAnswer } from '#contract/dem';
import { hasWebGl } from '../../../ui/map/has-webgl';
import { CoverageMap } from './coverage-map';
import classes from '../Settings.module.css';

interface CoverageCanvasProps {
  tiles: CoverageAnswer['tiles'];
  onHover(name: string | null): void;
}

export function CoverageCanvas({ tiles, onHover }: CoverageCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [possible] = useState(hasWebGl);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  useEffect(() => {
    if (!possible || !container.current || !labels.current) return undefined;
    const map = new CoverageMap({
      container: container.current,
      labels: labels.current,
      dark,
      tiles,
      onHover,
    });
    return () => map.remove();
  }, [possible, tiles, dark, onHover]);
  return (
    <div className={classes.mapFrame} role="region" aria-label="Map of the terrain">
      <div ref={container} className={classes.map} />
      <div ref={labels} className={classes.mapLabels} aria-hidden />
      {!possible && <p role="status">The map needs WebGL, which this browser does not give.</p>}
    </div>
  );
}
