/** What the engine wrote while it worked on this run. */
import { Text } from '@mantine/core';
import type { JobLogLine } from '#contract/jobs';
import { Time } from '../../ui/Time';
import classes from './Job.module.css';

function fieldsText(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

export function JobLogs({ lines }: { lines: readonly JobLogLine[] }) {
  if (lines.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was logged for this run.
      </Text>
    );
  }
  return (
    <table className={classes.logs} aria-label="Log of the run">
      <tbody>
        {lines.map((line, index) => (
          <tr key={`${line.at}-${index}`} data-level={line.level}>
            <td>
              <Time at={line.at} part="time" />
            </td>
            <td>{line.level}</td>
            <td>{line.event}</td>
            <td>{fieldsText(line.fields)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
