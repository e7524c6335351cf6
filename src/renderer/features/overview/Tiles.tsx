/** The figures of this moment. */
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { deadLetterTotal } from '../../shell/dead-letter-total';
import { Figure, Figures } from '../../ui/Figure';
import { formatCount, formatDuration, formatRate } from '../../ui/format';

/** Over so many samples: a single second jumps about. */
const meanOver = 10;

export function Tiles({ seconds }: { seconds: number }) {
  const counts = useQuery(trpc.jobs.counts.queryOptions({})).data;
  const failed = useQuery(deadLetterTotal).data;
  const samples =
    useQuery({ ...trpc.metrics.history.queryOptions({ seconds }), staleTime: Infinity }).data ?? [];
  const recent = samples.slice(-meanOver);
  const mean = (read: (sample: (typeof recent)[number]) => number): number | null =>
    recent.length === 0 ? null : recent.reduce((sum, sample) => sum + read(sample), 0) / recent.length;
  const last = samples.at(-1);
  return (
    <Figures label="Now">
      <Figure
        label="Completed"
        value={formatRate(mean((sample) => sample.completedPerS))}
        hint={`${formatCount(counts?.completed)} in all`}
      />
      <Figure
        label="Waiting"
        value={formatCount(counts?.waiting)}
        hint={`${formatCount(counts?.delayed)} delayed`}
      />
      <Figure
        label="Active"
        value={formatCount(counts?.active)}
        hint={`${formatCount(counts?.paused)} paused`}
      />
      <Figure
        label="Failed"
        value={formatCount(failed)}
        hint={failed ? 'to look at' : 'nothing to look at'}
        tone={failed ? 'bad' : 'plain'}
      />
      <Figure
        label="Wait p95"
        value={formatDuration(last?.waitMs?.p95)}
        hint={`p50 ${formatDuration(last?.waitMs?.p50)}`}
      />
      <Figure
        label="Run p95"
        value={formatDuration(last?.runMs?.p95)}
        hint={`p50 ${formatDuration(last?.runMs?.p50)}`}
      />
    </Figures>
  );
}
