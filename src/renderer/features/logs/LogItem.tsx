/** One line: when, how grave, who, what; opened with every field and the ways on from it. */
import { memo } from 'react';
import { Anchor, Button, Group } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { LogLine } from '#contract/logs';
import { SameTime } from '../../shell/SameTime';
import { CopyIcon } from '../../ui/CopyIcon';
import { plural } from '../../ui/format';
import { formatMoment, formatUtc } from '../../ui/time-format';
import { windowAround } from '../../ui/time-window';
import { isSkipped, type LogRow } from './log-rows';
import type { LogsSearch } from './search';
import classes from './Logs.module.css';

interface LogItemProps {
  row: LogRow;
  index: number;
  current: boolean;
  open: boolean;
  onToggle(line: LogLine): void;
  onFilter(change: Partial<LogsSearch>): void;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

export const LogItem = memo(function LogItem({
  row,
  index,
  current,
  open,
  onToggle,
  onFilter,
}: LogItemProps) {
  if (isSkipped(row)) {
    return (
      <div role="row" aria-rowindex={index + 1} className={classes.skipped}>
        <span role="gridcell">
          {plural(row.skipped, 'line')} skipped: they came faster than this page could read them. The download
          has them.
        </span>
      </div>
    );
  }
  const Mark = open ? IconChevronDown : IconChevronRight;
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-expanded={open}
      className={classes.item}
      data-level={row.level}
      data-current={current || undefined}
      data-open={open || undefined}
    >
      <div className={classes.line} onClick={() => onToggle(row)}>
        <Mark size={12} className={classes.mark} aria-hidden />
        <time
          role="gridcell"
          className={classes.time}
          dateTime={new Date(row.at).toISOString()}
          title={`${formatMoment(row.at, 'datetime')} · ${formatUtc(row.at)}`}
        >
          {formatMoment(row.at, 'time')}
          <span>.{String(row.at % 1000).padStart(3, '0')}</span>
        </time>
        <span role="gridcell" className={classes.level}>
          {row.level}
        </span>
        <span role="gridcell" className={classes.process}>
          {row.process}
        </span>
        <span role="gridcell" className={classes.text}>
          <b>{row.event}</b>
          {row.engine && <Pair name="engine" value={row.engine} />}
          {Object.entries(row.fields).map(([name, value]) => (
            <Pair key={name} name={name} value={textOf(value)} />
          ))}
        </span>
      </div>
      {open && <Opened line={row} onFilter={onFilter} />}
    </div>
  );
});

/** A line never shows more of a value than fits a wide screen. */
const mostShown = 300;

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      {' '}
      <i>{name}=</i>
      {value.slice(0, mostShown)}
    </>
  );
}

function Opened({ line, onFilter }: { line: LogLine; onFilter(change: Partial<LogsSearch>): void }) {
  const { jobId, traceId, engine, process, pid, fields } = line;
  const named = {
    ...(engine ? { engine } : {}),
    ...(jobId ? { job: jobId } : {}),
    ...(traceId ? { trace: traceId } : {}),
  };
  const only = (label: string, change: Partial<LogsSearch>) => (
    <Button size="compact-xs" variant="default" onClick={() => onFilter(change)}>
      {label}
    </Button>
  );
  return (
    <div className={classes.opened}>
      <dl className={classes.fields}>
        <dt>at</dt>
        <dd>
          {formatMoment(line.at, 'datetime')} · {formatUtc(line.at)}
        </dd>
        <dt>process</dt>
        <dd>
          {process}
          {pid === null ? '' : ` (${pid})`}
        </dd>
        {Object.entries({ ...named, ...fields }).map(([name, value]) => (
          <Field key={name} name={name} value={value} />
        ))}
      </dl>
      <Group gap={10} mt={6}>
        {jobId && (
          <Anchor size="xs" renderRoot={(props) => <Link to="/runs/$id" params={{ id: jobId }} {...props} />}>
            Open the run
          </Anchor>
        )}
        {traceId && (
          <Anchor
            size="xs"
            renderRoot={(props) => <Link to="/traces/$id" params={{ id: traceId }} {...props} />}
          >
            Open the trace
          </Anchor>
        )}
        <SameTime {...windowAround(line.at, 0)} except="logs" />
        {only(`Only ${process}`, { processes: [process] })}
        {jobId && only('Only this run', { job: jobId })}
        {engine && only(`Only ${engine}`, { engine })}
        {only('All lines around it', { ...nothing, at: line.at })}
        <CopyIcon value={JSON.stringify(line)} label="Copy the line as JSON" />
      </Group>
    </div>
  );
}

const nothing: Partial<LogsSearch> = {
  q: undefined,
  level: undefined,
  processes: undefined,
  engine: undefined,
  job: undefined,
  trace: undefined,
  from: undefined,
  to: undefined,
};

function Field({ name, value }: { name: string; value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span>{stackIn(value) ?? text}</span> <CopyIcon value={text ?? ''} label={`Copy ${name}`} />
      </dd>
    </>
  );
}

/** An error reads better as its stack than as JSON with escaped newlines. */
function stackIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('stack' in value)) return null;
  return typeof value.stack === 'string' ? value.stack : null;
}
