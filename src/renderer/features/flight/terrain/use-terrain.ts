/** Reads the ground under each fix, and checks that it is of the track on screen. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { DemTerrain } from '#contract/dem';
import { FlightlineError } from '#contract/errors';
import { fetchView } from '../../../shell/fetch-view';

/** @param jobId of dem; null while there is none to read */
export function useTerrain(jobId: string | null, fixes: number): UseQueryResult<DemTerrain> {
  return useQuery({
    queryKey: ['view', jobId, 'terrain', fixes],
    queryFn: async ({ signal }) => {
      const parsed = DemTerrain.safeParse(await fetchView(jobId ?? '', 'terrain', signal));
      if (!parsed.success || parsed.data.n !== fixes)
        throw new FlightlineError(
          'ENGINE_FAILED',
          'The terrain is not of this track; retry the terrain run.',
        );
      return parsed.data;
    },
    enabled: jobId !== null,
    staleTime: Infinity,
  });
}
