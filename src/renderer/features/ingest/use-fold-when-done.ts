/**
 * Folds the tray a while after everything in it is done, or when somebody goes to another page then, so that it does not
 * lie over the page; not while a pointer moves in it or it has the focus.
 */
import { useEffect, useRef, type RefObject } from 'react';

const lingerMs = 5000;

export function useFoldWhenDone(
  tray: RefObject<HTMLElement | null>,
  { done, open, page, fold }: { done: boolean; open: boolean; page: string; fold(): void },
): void {
  /** Once for each piece of work: a tray that is opened after the end stays open. */
  const due = useRef(false);
  const pageBefore = useRef(page);
  const movedAt = useRef(-Infinity);
  useEffect(() => {
    if (!done) due.current = true;
    else if (!open) due.current = false;
    if (!done || !due.current) {
      pageBefore.current = page;
      return;
    }
    const place = tray.current;
    const note = () => void (movedAt.current = performance.now());
    const foldUnlessHeld = () => {
      if (performance.now() - movedAt.current > lingerMs && !place?.matches(':focus-within')) fold();
    };
    place?.addEventListener('pointermove', note);
    const timer = setInterval(foldUnlessHeld, lingerMs);
    if (pageBefore.current !== page) foldUnlessHeld();
    pageBefore.current = page;
    return () => {
      clearInterval(timer);
      place?.removeEventListener('pointermove', note);
    };
  }, [tray, done, open, page, fold]);
}
