/** The present, as something components can subscribe to: reading the clock while drawing would make drawing impure. */
import { useCallback, useSyncExternalStore } from 'react';
import { drawTogether } from './draw-together';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    drawTogether(() => {
      for (const tell of listeners) tell();
    });
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Ms since the epoch, rounded down to `stepMs`: a component is drawn again only when that changes. */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => Math.floor(Date.now() / stepMs) * stepMs, [stepMs]),
  );
}

function startOfToday(): number {
  return new Date().setHours(0, 0, 0, 0);
}

/** Ms since the epoch at which the operator's day began. */
export function useToday(): number {
  return useSyncExternalStore(subscribe, startOfToday);
}
