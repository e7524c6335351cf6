/** Reads one of the two flights: its metrics, its track, and its score where there is one. */
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { XcmetricsOutput, type FlightMetrics } from '#contract/xcmetrics';
import { type XcmetricsTrack } from '#contract/xcmetrics-track';
import { XcscoreOutput, type RuleScore } from '#contract/xcscore';
import { trpc } from '../../../shell/api';
import { problemOf, type Problem } from '../../../shell/problem';
import { usePreferences } from '../../../state/preferences';
import { preferredScore } from '../score/use-shown-score';
import { epochMsAt, spanBetween, type Span } from '../track-search';
import { useTrack } from '../use-track';

export interface Compared {
  fileName: string;
  date: string | null;
  gliderType: string | null;
  flight: FlightMetrics;
  track: XcmetricsTrack;
  span: Span;
  clockAheadS: number;
  score: RuleScore | null;
}

const noMetrics: Problem = {
  code: 'NOT_READY',
  message: 'One of the runs has no flight metrics.',
  action: 'Wait until its run of xcmetrics has completed, or choose another one.',
};

/** How far the clock of this machine is ahead of UTC at a moment. */
function clockAheadS(atMs: number): number {
  return -new Date(atMs).getTimezoneOffset() * 60;
}

/** @param jobId a run of any engine on the flight's file */
export function useCompared(jobId: string) {
  const opened = useQuery(trpc.jobs.get.queryOptions({ id: jobId }));
  const stepId = (engine: string): string | null =>
    opened.data?.job.engine === engine
      ? jobId
      : (opened.data?.sameFile.find((step) => step.engine === engine)?.id ?? null);
  const metricsId = stepId('xcmetrics');
  const scoreId = stepId('xcscore');
  const metrics = useQuery({
    ...trpc.jobs.get.queryOptions({ id: metricsId ?? '' }),
    enabled: metricsId !== null,
  });
  const scored = useQuery({
    ...trpc.jobs.get.queryOptions({ id: scoreId ?? '' }),
    enabled: scoreId !== null,
  });
  const result = useMemo(() => XcmetricsOutput.safeParse(metrics.data?.output).data ?? null, [metrics.data]);
  const track = useTrack(result ? metricsId : null);
  const ruleSet = usePreferences((state) => state.ruleSet);
  const score = useMemo(() => {
    const scores = XcscoreOutput.safeParse(scored.data?.output).data?.scores;
    return scores ? (preferredScore(scores, ruleSet) ?? null) : null;
  }, [scored.data, ruleSet]);

  const compared = useMemo((): Compared | null => {
    const flight = result?.flights[result.mainFlight];
    if (!result || !flight || !track.data || !opened.data) return null;
    const span = spanBetween(track.data, flight.takeoff.time, flight.landing.time);
    return {
      fileName: opened.data.job.fileName,
      date: result.date,
      gliderType: result.gliderType,
      flight,
      track: track.data,
      span,
      clockAheadS: clockAheadS(epochMsAt(track.data, span.from)),
      score,
    };
  }, [result, track.data, opened.data, score]);

  const error = opened.error ?? metrics.error ?? track.error;
  const missing =
    opened.data !== undefined && (metricsId === null || (metrics.data !== undefined && !result));
  return {
    compared,
    metricsId,
    problem: error ? problemOf(error) : missing ? noMetrics : null,
    retry: () => void Promise.all([opened.refetch(), metrics.refetch(), track.refetch()]),
  };
}
