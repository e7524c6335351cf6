/**
 * Clicks on rows of a list that lives: what counts is the row that was pressed, though another one, or nothing, may be
 * under the release.
 */
import { useCallback, useRef, type PointerEvent } from 'react';
import { useWindowEvent } from '@mantine/hooks';

/** Farther than this it is a drag, e.g. to choose text. */
const mostMovedPx = 6;
const controls = 'a, button, input, select, textarea, [role="button"]';

interface Press<Row> {
  row: Row;
  index: number;
  x: number;
  y: number;
}

/** @returns the handler of a row's `pointerdown`; `onPress` is called at the click that belongs to it */
export function usePress<Row>(
  onPress: (row: Row, index: number, event: { shiftKey: boolean }) => void,
): (row: Row, index: number, event: PointerEvent) => void {
  const pressed = useRef<Press<Row> | null>(null);
  useWindowEvent('pointerdown', () => void (pressed.current = null), { capture: true });
  useWindowEvent('click', (event) => {
    const press = pressed.current;
    pressed.current = null;
    // What a key or a program clicks (detail 0) was not pressed.
    if (press === null || event.detail === 0 || event.defaultPrevented) return;
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) <= mostMovedPx)
      onPress(press.row, press.index, event);
  });
  // The same for good: rows are drawn again only when they change.
  return useCallback((row, index, event) => {
    if (event.button !== 0 || (event.target as Element).closest(controls)) return;
    pressed.current = { row, index, x: event.clientX, y: event.clientY };
  }, []);
}
