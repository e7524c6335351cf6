/** Times since the beginning of the trace; a stretch that is dragged over is zoomed into. */
import { useRef, useState, type PointerEvent } from 'react';
import { formatDuration } from '../format';
import { ticksOf, type View } from './waterfall-rows';
import classes from './Waterfall.module.css';

interface RulerProps {
  view: View;
  /** Beginning of the trace. */
  origin: number;
  onView(view: View): void;
}

/** A shorter drag is a click. */
const leastDragPx = 5;

export function Ruler({ view, origin, onView }: RulerProps) {
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const length = view.to - view.from;
  const shareAt = (event: PointerEvent): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / width));
  };
  const end = (): void => {
    if (!drag) return;
    const [a, b] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
    setDrag(null);
    if ((b - a) * (box.current?.clientWidth ?? 0) >= leastDragPx)
      onView({ from: view.from + a * length, to: view.from + b * length });
  };
  return (
    <div
      ref={box}
      className={classes.ruler}
      title="Drag to zoom into a stretch"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const share = shareAt(event);
        setDrag({ from: share, to: share });
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: shareAt(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {ticksOf(view, origin).map((ms) => {
        const share = (origin + ms - view.from) / length;
        return (
          <span
            key={ms}
            className={classes.tick}
            style={{ left: `${share * 100}%` }}
            data-last={share > 0.93 || undefined}
          >
            {ms === 0 ? '0' : formatDuration(Number(ms.toPrecision(6)))}
          </span>
        );
      })}
      {drag && (
        <span
          className={classes.drag}
          style={{
            left: `${Math.min(drag.from, drag.to) * 100}%`,
            width: `${Math.abs(drag.to - drag.from) * 100}%`,
          }}
        />
      )}
    </div>
  );
}
