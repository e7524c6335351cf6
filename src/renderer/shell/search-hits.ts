/** Where a hit of the search leads, and how its kind is called. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { HitKind, SearchHit } from '#contract/search';
import { windowAround } from '../ui/time-window';

export const kindNames: Record<HitKind, string> = {
  job: 'Runs',
  batch: 'Batches',
  trace: 'Traces',
  process: 'Processes',
  log: 'Log lines',
  metric: 'Metrics',
};

export type HitWindow = { from?: number | undefined; to?: number | undefined };

/** Opens what was found; what has a window of time keeps the one that was searched in. */
export function useOpenHit(window: HitWindow = {}): (hit: SearchHit) => void {
  const go = useNavigate();
  const { from, to } = window;
  return useCallback(
    ({ kind, id, at }) => {
      if (kind === 'job') void go({ to: '/runs/$id', params: { id } });
      else if (kind === 'batch') void go({ to: '/batches/$id', params: { id } });
      else if (kind === 'trace') void go({ to: '/traces/$id', params: { id } });
      else if (kind === 'process') void go({ to: '/logs', search: { processes: [id], from, to } });
      else if (kind === 'log') void go({ to: '/logs', search: at === null ? {} : { at } });
      else void go({ to: '/charts', search: from === undefined ? {} : { from, to: to ?? Date.now() } });
    },
    [go, from, to],
  );
}

/** The moments of a hit, for pages that show a stretch of time. */
export function windowOf({ at, durationMs }: SearchHit): { from: number; to: number } | null {
  return at === null ? null : windowAround(at, durationMs ?? 0);
}
