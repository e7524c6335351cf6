/** Reads the track of a result: every fix in columns. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { FlightlineError } from '#contract/errors';
import { XcmetricsTrack } from '#contract/xcmetrics-track';
import { fetchView } from '../../shell/fetch-view';

/** @param jobId of xcmetrics; null while it is not known */
export function useTrack(jobId: string | null): UseQueryResult<XcmetricsTrack> {
  return useQuery({
    queryKey: ['view', jobId, 'track'],
    queryFn: async ({ signal }) => {
      const parsed = XcmetricsTrack.safeParse(await fetchView(jobId ?? '', 'track', signal));
      if (!parsed.success)
        throw new FlightlineError('ENGINE_FAILED', 'The track is not of the shape this console knows.');
      return parsed.data;
    },
    enabled: jobId !== null,
    staleTime: Infinity,
  });
}
