/** Altitude over time of both flights; hover or arrow keys move the dots on the map. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import baseClasses from '../barogram/Barogram.module.css';
import { fitCanvas } from '../barogram/fit-canvas';
import { indexAtTime } from '../track-search';
import { drawCompare, drawCompareCursor, scaleOf, timeOfX } from './draw-compare';
import { axisTime, commonRange, timeShiftS } from './lines';
import type { MomentStore } from './moment-store';
import type { TimeBase } from './search';
import type { Compared } from './use-compared';

interface CompareBarogramProps {
  a: Compared;
  b: Compared;
  by: TimeBase;
  moments: MomentStore;
}

/** The fix at a time of the common axis; null before take-off and after landing. */
function fixAt(flown: Compared, by: TimeBase, atS: number): number | null {
  const { track, span } = flown;
  const ownS = atS - timeShiftS(flown, by);
  if (ownS < (track.timeS[span.from] ?? 0) || ownS > (track.timeS[span.to] ?? 0)) return null;
  return indexAtTime(track.timeS, ownS);
}

export function CompareBarogram({ a, b, by, moments }: CompareBarogramProps) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const base = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLCanvasElement>(null);
  const [spoken, setSpoken] = useState<number | null>(null);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const range = useMemo(() => commonRange([a, b], by), [a, b, by]);
  const scale = useMemo(
    () => (width < 80 || height < 60 ? null : scaleOf(width, height, range)),
    [width, height, range],
  );

  useEffect(() => {
    const context = scale && base.current && fitCanvas(base.current, width, height);
    if (scale && context) drawCompare(context, { scale, flights: { a, b }, by, dark });
  }, [scale, a, b, by, dark, width, height]);

  useEffect(() => {
    if (!scale) return undefined;
    const redraw = (): void => {
      const context = cursor.current && fitCanvas(cursor.current, width, height);
      if (!context) return;
      const now = moments.get();
      const altitude = ({ track }: Compared, index: number | null): number | null =>
        index === null ? null : (track.altM[index] ?? null);
      const shown = now && {
        atS: now.atS,
        dark,
        altitudes: { a: altitude(a, now.a), b: altitude(b, now.b) },
      };
      drawCompareCursor(context, scale, shown);
    };
    moments.set(null);
    return moments.subscribe(redraw);
  }, [scale, a, b, dark, moments, width, height]);

  const point = (atS: number): void => moments.set({ atS, a: fixAt(a, by, atS), b: fixAt(b, by, atS) });

  function onKeyDown(event: KeyboardEvent): void {
    const now = moments.get()?.atS ?? range.fromS;
    const stride = (range.toS - range.fromS) / (event.shiftKey ? 20 : 300);
    const targets: Record<string, number | undefined> = {
      ArrowRight: now + stride,
      ArrowLeft: now - stride,
      Home: range.fromS,
      End: range.toS,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const atS = Math.min(range.toS, Math.max(range.fromS, target));
    point(atS);
    setSpoken(atS);
  }

  return (
    <div
      ref={ref}
      className={baseClasses.barogram}
      role="slider"
      aria-label="Barograms of both flights: altitude over time"
      aria-valuemin={Math.round(range.fromS)}
      aria-valuemax={Math.round(range.toS)}
      aria-valuenow={Math.round(spoken ?? range.fromS)}
      aria-valuetext={axisTime(spoken ?? range.fromS, by)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (scale) point(timeOfX(scale, event.clientX - event.currentTarget.getBoundingClientRect().left));
      }}
      onPointerLeave={() => moments.set(null)}
    >
      <canvas ref={base} className={baseClasses.layer} aria-hidden />
      <canvas ref={cursor} className={baseClasses.layer} aria-hidden />
    </div>
  );
}
