/** Folds the tray a while after everything in it is done, so that it does not lie over the page; not under somebody's hand. */
import { useEffect, useRef, type RefObject } from 'react';

const lingerMs = 5000;

export function useFoldWhenDone(
  tray: RefObject<HTMLElement | null>,
  { done, open, fold }: { done: boolean; open: boolean; fold(): void },
): void {
  /** Once for each piece of work: a tray that is opened after the end stays open. */
  const due = useRef(false);
  useEffect(() => {
    if (!done) due.current = true;
    else if (!open) due.current = false;
    if (!done || !due.current) return;
    const timer = setInterval(() => {
      if (!tray.current?.matches(':hover, :focus-within')) fold();
    }, lingerMs);
    return () => clearInterval(timer);
  }, [tray, done, open, fold]);
}
