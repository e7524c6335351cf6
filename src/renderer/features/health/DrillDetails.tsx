/** One drill: its verdict, what was checked, and what happened when. */
import { Anchor } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { DrillReport } from '#contract/drills';
import { saveText } from '../../ui/save-file';
import { Time } from '../../ui/Time';
import { formatDuration } from '../../ui/format';
import classes from './Health.module.css';

export function DrillDetails({ drill, open }: { drill: DrillReport; open: boolean }) {
  const { id, state, startedAt, finishedAt, summary, checks, steps } = drill;
  const save = () =>
    saveText(`flightline-drill-${id}.json`, JSON.stringify(drill, null, 2), 'application/json');
  return (
    <details className={classes.drill} open={open} aria-label={`Drill ${id}`}>
      <summary>
        <span className={classes.verdict} data-state={state}>
          {state}
        </span>
        <Time at={startedAt} part="datetime" />
        {finishedAt !== null && <span>in {formatDuration(finishedAt - startedAt)}</span>}
      </summary>
      {summary !== null && (
        <p className={classes.summary} role="status">
          {summary}
        </p>
      )}
      {checks.length > 0 && (
        <ul className={classes.checks} aria-label="Checks">
          {checks.map(({ name, ok, expected, found }) => (
            <li key={name} data-ok={ok}>
              {ok ? (
                <IconCheck size={14} aria-label="holds" />
              ) : (
                <IconX size={14} aria-label="does not hold" />
              )}
              <span>{name}</span>
              <span className="tabular">{expected === 0 ? found : `${found} of ${expected}`}</span>
            </li>
          ))}
        </ul>
      )}
      <ol className={classes.steps} aria-label="Steps">
        {steps.map(({ at, text }, index) => (
          <li key={`${at} ${index}`}>
            <span className="tabular">+{formatDuration(at - startedAt)}</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      {state !== 'running' && (
        <Anchor component="button" type="button" fz="xs" onClick={save}>
          Download the report
        </Anchor>
      )}
    </details>
  );
}
