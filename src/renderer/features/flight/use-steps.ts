/** Reads the steps of a flight's workflow; a step that still runs is read again until it has ended. */
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ZodType } from 'zod';
import { DemOutput } from '#contract/dem';
import { GeolookupOutput } from '#contract/geolookup';
import { terminalStates } from '#contract/jobs';
import { XcmetricsOutput } from '#contract/xcmetrics';
import { XcscoreOutput } from '#contract/xcscore';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import type { ResultViewProps } from '../../shell/result-views';
import { stepOf, type Step, type StepEngine } from './steps';

/** Beside the pushed changes, which a lost connection may have swallowed. */
const pollMs = 3000;

export interface FlightSteps {
  xcmetrics: Step<XcmetricsOutput>;
  dem: Step<DemOutput>;
  geolookup: Step<GeolookupOutput>;
  xcscore: Step<XcscoreOutput>;
}

type Shown = Pick<ResultViewProps, 'jobId' | 'engine' | 'sameFile'>;

function useStep<Result>(engine: StepEngine, schema: ZodType<Result>, shown: Shown): Step<Result> {
  const newest = shown.sameFile.find((step) => step.engine === engine)?.id ?? null;
  const jobId = shown.engine === engine ? shown.jobId : newest;
  const { data, error } = useQuery({
    ...trpc.jobs.get.queryOptions({ id: jobId ?? '' }),
    enabled: jobId !== null,
    refetchInterval: ({ state }) =>
      state.data && terminalStates.includes(state.data.job.state) && state.data.output !== undefined
        ? false
        : pollMs,
  });
  const message = error ? problemOf(error).message : null;
  return useMemo(
    () => stepOf(engine, schema, { jobId, detail: data, error: message }),
    [engine, schema, jobId, data, message],
  );
}

export function useSteps(shown: Shown): FlightSteps {
  return {
    xcmetrics: useStep('xcmetrics', XcmetricsOutput, shown),
    dem: useStep('dem', DemOutput, shown),
    geolookup: useStep('geolookup', GeolookupOutput, shown),
    xcscore: useStep('xcscore', XcscoreOutput, shown),
  };
}
