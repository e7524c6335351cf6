/** The states as switches, each with how many runs it has under the rest of the filter. */
import { useQuery } from '@tanstack/react-query';
import { jobStates, type JobFilter, type JobState } from '#contract/jobs';
import { trpc } from '../../shell/api';
import { formatCount } from '../../ui/format';
import { stateColors } from '../../ui/states';
import classes from './Runs.module.css';

interface StateChipsProps {
  base: JobFilter;
  chosen: readonly JobState[];
  onToggle(state: JobState): void;
}

export function StateChips({ base, chosen, onToggle }: StateChipsProps) {
  const counts = useQuery({ ...trpc.jobs.counts.queryOptions(base), placeholderData: (old) => old }).data;
  return (
    <div className={classes.chips} role="group" aria-label="States">
      {jobStates.map((state) => (
        <button
          key={state}
          type="button"
          className={classes.chip}
          aria-pressed={chosen.includes(state)}
          style={{ '--chip-color': `var(--mantine-color-${stateColors[state]}-filled)` }}
          onClick={() => onToggle(state)}
        >
          <span className={classes.chipDot} aria-hidden />
          {state}
          <span className={classes.chipCount}>{formatCount(counts?.[state] ?? (counts ? 0 : null))}</span>
        </button>
      ))}
    </div>
  );
}
