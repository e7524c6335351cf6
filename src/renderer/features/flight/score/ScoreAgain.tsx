/** Scores the flight by every rule set there is: another run on the same file. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';

export function ScoreAgain({ jobId }: { jobId: string }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const again = useMutation(
    trpc.jobs.again.mutationOptions({
      onSuccess: ({ jobs: [job] }) => {
        void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
        if (job) void navigate({ to: '/runs/$id', params: { id: job.id } });
      },
      onError: (error) => tellProblem('It was not scored again', error),
    }),
  );
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={again.isPending}
      onClick={() => again.mutate({ id: jobId, options: { rules: 'all' }, key: newKey() })}
    >
      Score by every rule set
    </Button>
  );
}
