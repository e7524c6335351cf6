/** What an engine wrote while it worked on a run. */
import { Text } from '@mantine/core';
import type { JobLogLine } from '#contract/jobs';
import { Time } from './Time';
import classes from './LogLines.module.css';

function fieldsText(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

export function LogLines({
  lines,
  label = 'Log of the run',
}: {
  lines: readonly JobLogLine[];
  label?: string;
}) {
  if (lines.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was logged for this run.
      </Text>
    );
  }
  return (
    <table className={classes.logs} aria-label={label}>
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
