/** Takes a drag across the chart for the span to zoom to; Escape gives it up. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { usePlotArea } from 'recharts';
import { isDrag, momentAt, placeOf, type Span } from './drag-span';
import classes from './Chart.module.css';

interface ZoomLayerProps {
  from: number;
  to: number;
  onZoom(from: number, to: number): void;
}

interface Drag {
  pointerId: number;
  startPx: number;
  /** Where it began, kept while a live chart moves on under the pointer. */
  anchor: number;
}

export function ZoomLayer({ from, to, onZoom }: ZoomLayerProps) {
  const area = usePlotArea();
  // What a drag began with is read from here: a quick one ends before React has drawn any of its moves.
  const drag = useRef<Drag | null>(null);
  const [marked, setMarked] = useState<Span | null>(null);
  const dragging = marked !== null;
  useEffect(() => {
    if (!dragging) return undefined;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      drag.current = null;
      setMarked(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [dragging]);
  if (!area) return null;

  const spanAt = (event: PointerEvent<SVGRectElement>, { anchor }: Drag): Span => {
    const other = momentAt(event.clientX, event.currentTarget.getBoundingClientRect(), { from, to });
    return { from: Math.min(anchor, other), to: Math.max(anchor, other) };
  };
  const [left, right] = marked
    ? [placeOf(marked.from, { from, to }), placeOf(marked.to, { from, to })]
    : [0, 0];

  return (
    <g>
      {marked && (
        <rect
          className={classes.brush}
          x={area.x + left * area.width}
          y={area.y}
          width={(right - left) * area.width}
          height={area.height}
        />
      )}
      <rect
        className={classes.zoom}
        x={area.x}
        y={area.y}
        width={area.width}
        height={area.height}
        // Else the drag selects labels, and the next one that begins on a selection drags that text instead.
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const box = event.currentTarget.getBoundingClientRect();
          const anchor = momentAt(event.clientX, box, { from, to });
          drag.current = { pointerId: event.pointerId, startPx: event.clientX, anchor };
        }}
        onPointerMove={(event) => {
          const begun = drag.current;
          if (begun?.pointerId === event.pointerId) setMarked(spanAt(event, begun));
        }}
        onPointerUp={(event) => {
          const begun = drag.current;
          if (begun?.pointerId !== event.pointerId) return;
          drag.current = null;
          setMarked(null);
          if (!isDrag(begun.startPx, event.clientX)) return;
          const span = spanAt(event, begun);
          onZoom(span.from, span.to);
        }}
        onPointerCancel={() => {
          drag.current = null;
          setMarked(null);
        }}
      />
    </g>
  );
}
