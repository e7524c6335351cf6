/**
 * Folds the tray a while after everything in it is done, or when somebody goes to another page then, so that it does not
 * lie over the page; not under somebody's hand.
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
  useEffect(() => {
    if (!done) due.current = true;
    else if (!open) due.current = false;
    if (!done || !due.current) {
      pageBefore.current = page;
      return;
    }
    const foldUnlessHeld = () => {
      if (!tray.current?.matches(':hover, :focus-within')) fold();
    };
    const timer = setInterval(foldUnlessHeld, lingerMs);
    if (pageBefore.current !== page) foldUnlessHeld();
    pageBefore.current = page;
    return () => clearInterval(timer);
  }, [tray, done, open, page, fold]);
}
