/** The figures of what is shown; a live range is read on each second, only by what is new. */
import { useMemo } from 'react';
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { MetricAnnotation, MetricRange } from '#contract/metrics';
import { client, trpc } from '../../shell/api';
import { useNow } from '../../ui/clock';
import { joinRange } from './join-range';
import type { Shown } from './search';

const points = 360;
const annotationsEveryMs = 10_000;

export interface RangeState {
  range: UseQueryResult<MetricRange>;
  annotations: readonly MetricAnnotation[];
  from: number;
  to: number;
}

const noAnnotations: readonly MetricAnnotation[] = [];

export function useRange(shown: Shown, engine: string | undefined): RangeState {
  const cache = useQueryClient();
  const spanMs = shown.live ? shown.seconds * 1000 : shown.to - shown.from;
  const everyMs = Math.min(15_000, Math.max(1000, spanMs / points / 2));
  const now = useNow(Math.max(1000, Math.floor(everyMs / 1000) * 1000));
  const queryKey = [...trpc.metrics.range.pathKey(), shown, engine];
  const ofEngine = engine === undefined ? {} : { engine };
  const range = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      if (!shown.live)
        return client.metrics.range.query(
          { from: shown.from, to: shown.to, points, ...ofEngine },
          { signal },
        );
      const to = Date.now();
      const from = to - spanMs;
      const old = cache.getQueryData<MetricRange>(queryKey);
      const last = old?.at.at(-1);
      if (!old || last === undefined || last < from)
        return client.metrics.range.query({ from, to, points, ...ofEngine }, { signal });
      const newer = { from: last, to: Math.max(to, last + 1), stepMs: old.stepMs, ...ofEngine };
      return joinRange(old, await client.metrics.range.query(newer, { signal }), from);
    },
    refetchInterval: shown.live ? everyMs : false,
    staleTime: shown.live ? 0 : 60_000,
    placeholderData: keepPreviousData,
  });
  const to = shown.live ? now : shown.to;
  const from = to - spanMs;
  // Rounded, so that each second is not a question of its own.
  const span = {
    from: shown.live ? Math.floor(from / annotationsEveryMs) * annotationsEveryMs : from,
    to: shown.live ? (Math.floor(to / annotationsEveryMs) + 1) * annotationsEveryMs : to,
  };
  const annotations = useQuery({
    ...trpc.metrics.annotations.queryOptions(span),
    placeholderData: keepPreviousData,
    refetchInterval: shown.live ? annotationsEveryMs : false,
  }).data;
  return useMemo(
    () => ({ range, annotations: annotations ?? noAnnotations, from, to }),
    [range, annotations, from, to],
  );
}
