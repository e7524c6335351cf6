/** Altitude over time: hover moves the dot on the map, a drag zooms in, arrows move along the flight. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import type { HoverStore } from '../hover';
import { momentText } from '../moment';
import type { Span } from '../track-search';
import { toPixelColumns } from './decimate';
import { scoreColor } from '../map/map-style';
import { drawBarogram, drawCursor, type BarogramMark, type Palette, type Scene } from './draw';
import { fitCanvas } from './fit-canvas';
import { geometryOf, indexAtX, plotWidthOf } from './geometry';
import { terrainRuns } from './terrain-runs';
import classes from './Barogram.module.css';

interface BarogramProps {
  track: XcmetricsTrack;
  /** What is shown. */
  span: Span;
  thermals: readonly Span[];
  chosen: Span | null;
  /** Ground under each fix. */
  terrainM: readonly (number | null)[] | null;
  marks?: readonly BarogramMark[];
  hover: HoverStore;
  onZoom(span: Span | null): void;
}

/** A shorter drag is a click. */
const leastDragPx = 6;

const light: Palette = {
  dark: false,
  text: '#5f6c79',
  grid: '#e4e9ee',
  band: '#f2a33a26',
  chosen: '#116dbe2e',
  fill: '#116dbe0d',
  ground: '#7d6a52',
  groundFill: '#a8927233',
  score: scoreColor(false),
  low: '#b81d24',
};
const dark: Palette = {
  dark: true,
  text: '#95a1ae',
  grid: '#28323d',
  band: '#f7a13c1f',
  chosen: '#5aa5e83d',
  fill: '#5aa5e812',
  ground: '#b39d7d',
  groundFill: '#b39d7d2e',
  score: scoreColor(true),
  low: '#f2545b',
};
const noMarks: readonly BarogramMark[] = [];

export function Barogram(props: BarogramProps) {
  const { track, span, thermals, chosen, terrainM, marks = noMarks, hover, onZoom } = props;
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const base = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLCanvasElement>(null);
  const drag = useRef<[number, number] | null>(null);
  const [spoken, setSpoken] = useState<number | null>(null);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });

  const scene = useMemo<Scene | null>(() => {
    if (width < 80 || height < 60) return null;
    const series = { timeS: track.timeS, value: track.altM, tint: track.varioMps };
    const columns = toPixelColumns(series, span, plotWidthOf(width));
    const terrain = terrainM ? terrainRuns({ timeS: track.timeS, terrainM }, span, plotWidthOf(width)) : [];
    const geometry = geometryOf({ width, height }, { columns, terrain }, track, span);
    const palette = scheme === 'dark' ? dark : light;
    return { geometry, columns, track, thermals, chosen, terrain, marks, palette };
  }, [track, span, thermals, chosen, terrainM, marks, width, height, scheme]);

  useEffect(() => {
    const context = scene && base.current && fitCanvas(base.current, width, height);
    if (scene && context) drawBarogram(context, scene);
  }, [scene, width, height]);

  useEffect(() => {
    if (!scene) return undefined;
    const redraw = (): void => {
      const context = cursor.current && fitCanvas(cursor.current, width, height);
      if (context) drawCursor(context, scene, hover.get(), drag.current);
    };
    redraw();
    return hover.subscribe(redraw);
  }, [scene, hover, width, height]);

  const xIn = (event: PointerEvent): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  function onPointerMove(event: PointerEvent): void {
    if (!scene) return;
    const x = xIn(event);
    if (drag.current) drag.current = [drag.current[0], x];
    hover.set(indexAtX(scene.geometry, track, span, x));
  }

  function onPointerUp(event: PointerEvent): void {
    const dragged = drag.current;
    drag.current = null;
    if (!scene || !dragged || Math.abs(dragged[1] - dragged[0]) < leastDragPx) return;
    const ends = dragged.map((x) => indexAtX(scene.geometry, track, span, x)).sort((a, b) => a - b);
    const [from = span.from, to = span.to] = ends;
    if (to - from > 5) onZoom({ from, to });
    event.currentTarget.releasePointerCapture(event.pointerId);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const now = hover.get() ?? span.from;
    const stride = Math.max(1, Math.round((span.to - span.from) / (event.shiftKey ? 20 : 300)));
    const targets: Record<string, number | undefined> = {
      ArrowRight: now + stride,
      ArrowLeft: now - stride,
      Home: span.from,
      End: span.to,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') onZoom(null);
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.min(span.to, Math.max(span.from, target));
    hover.set(index);
    setSpoken(index);
  }

  return (
    <div
      ref={ref}
      className={classes.barogram}
      role="slider"
      aria-label="Barogram: altitude over time"
      aria-valuemin={span.from}
      aria-valuemax={span.to}
      aria-valuenow={spoken ?? span.from}
      aria-valuetext={momentText(track, spoken ?? span.from)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = [xIn(event), xIn(event)];
      }}
      onPointerUp={onPointerUp}
      onPointerLeave={() => hover.set(null)}
      onDoubleClick={() => onZoom(null)}
    >
      <canvas ref={base} className={classes.layer} aria-hidden />
      <canvas ref={cursor} className={classes.layer} aria-hidden />
    </div>
  );
}
