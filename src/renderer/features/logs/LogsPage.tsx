/** The log of every process: followed as it comes, filtered, paused, copied, downloaded. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconCheck,
  IconCopy,
  IconDownload,
  IconPlayerPause,
  IconPlayerPlay,
  IconArrowBarToDown,
} from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { problemOf } from '../../shell/problem';
import { SavedViewMenu } from '../../shell/SavedViewMenu';
import { SameTime } from '../../shell/SameTime';
import { copyText } from '../../ui/copy-text';
import { formatCount, plural } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { formatForList } from '../../ui/time-format';
import { useNow, useToday } from '../../ui/clock';
import { LogList } from './LogList';
import { LogsToolbar } from './LogsToolbar';
import { NoLines } from './NoLines';
import { isSkipped, type LogRow } from './log-rows';
import { downloadUrl, filterOf, isFiltered, type LogsSearch } from './search';
import { useLogs, type Logs } from './use-logs';
import classes from './Logs.module.css';

const route = getRouteApi('/logs');

export function LogsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const now = useNow(10_000);
  const filter = useMemo(() => filterOf(search), [search]);
  const key = JSON.stringify([filter, search.at]);
  const [paused, setPaused] = useState(false);
  const [scrolled, setScrolled] = useState<string | null>(null);
  // Who looks at older lines is not torn away from them; another filter begins at the newest again.
  const stick = scrolled !== key && search.at === undefined && !paused;
  const logs = useLogs(key, { filter, at: search.at, follow: !paused });
  const change = useCallback(
    (next: LogsSearch) => void navigate({ to: '/logs', search: next, replace: true }),
    [navigate],
  );
  const onStick = useCallback((on: boolean) => setScrolled(on ? null : key), [key]);
  const onNearEnd = logs.loadNewer;
  const live = logs.atEnd && search.to === undefined;
  const toEnd = (): void => {
    setPaused(false);
    setScrolled(null);
    change({ ...search, at: undefined });
  };

  return (
    <Page
      name="Logs"
      title="Logs"
      fill
      actions={
        <>
          {search.from !== undefined && <SameTime from={search.from} to={search.to ?? now} except="logs" />}
          <SavedViewMenu page="/logs" search={{ ...search, at: undefined }} />
          <State logs={logs} live={live} paused={paused} />
          {live && (
            <Button
              variant={paused ? 'filled' : 'default'}
              leftSection={paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
              aria-pressed={paused}
              onClick={() => setPaused((old) => !old)}
            >
              {paused ? 'Go on' : 'Pause'}
            </Button>
          )}
          {!stick && (
            <Button variant="default" leftSection={<IconArrowBarToDown size={14} />} onClick={toEnd}>
              To the newest
            </Button>
          )}
          <CopyLines rows={logs.rows} />
          <DownloadMenu search={search} />
        </>
      }
      toolbar={<LogsToolbar search={search} onChange={change} />}
    >
      {logs.error !== null && <ProblemPanel problem={problemOf(logs.error)} onRetry={logs.reload} />}
      {logs.rows.length === 0 ? (
        <NoLines logs={logs} filtered={isFiltered(search)} onClear={() => change({})} />
      ) : (
        <>
          <OlderNote logs={logs} />
          <LogList
            rows={logs.rows}
            listKey={key}
            stick={stick}
            at={search.at}
            onStick={onStick}
            onNearTop={logs.loadOlder}
            onNearEnd={onNearEnd}
            onFilter={(more) => change({ ...search, at: undefined, ...more })}
          />
        </>
      )}
    </Page>
  );
}

function State({ logs, live, paused }: { logs: Logs; live: boolean; paused: boolean }) {
  const state = paused ? 'paused' : live ? 'live' : 'past';
  const text = { paused: 'Paused', live: 'Live', past: 'Of the past' }[state];
  return (
    <span className={classes.state} role="status" aria-label={`${text}, ${plural(logs.rows.length, 'line')}`}>
      <span className={classes.dot} data-state={state} aria-hidden />
      {text} · {formatCount(logs.rows.length)}
      {logs.hasOlder ? '+' : ''} lines
    </span>
  );
}

function OlderNote({ logs }: { logs: Logs }) {
  const today = useToday();
  if (!logs.hasOlder || logs.reachedAt === null || logs.rows.length >= 200) return null;
  return (
    <div className={classes.note}>
      Looked back to {formatForList(logs.reachedAt, today)}.{' '}
      <Button size="compact-xs" variant="subtle" loading={logs.loadingOlder} onClick={logs.loadOlder}>
        Look further back
      </Button>
    </div>
  );
}

function lineText(row: LogRow): string {
  if (isSkipped(row)) return `… ${row.skipped} lines skipped`;
  const { at, level, process, event, fields } = row;
  const more = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [new Date(at).toISOString(), level, process, event, ...more].join(' ');
}

/** More than this is for the download. */
const mostCopied = 10_000;

function CopyLines({ rows }: { rows: readonly LogRow[] }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void copyText(rows.slice(-mostCopied).map(lineText).join('\n')).then((done) => {
      setCopied(done);
      setTimeout(() => setCopied(false), 1500);
    });
  };
  return (
    <Tooltip label={`Copy the ${rows.length > mostCopied ? `newest ${formatCount(mostCopied)} ` : ''}lines`}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label="Copy the lines"
        disabled={rows.length === 0}
        onClick={copy}
      >
        {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

function DownloadMenu({ search }: { search: LogsSearch }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Download what the filter leaves">
          <ActionIcon variant="default" size={30} aria-label="Download">
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={downloadUrl(search, 'text')} download>
          As text
        </Menu.Item>
        <Menu.Item component="a" href={downloadUrl(search, 'json')} download>
          As JSON lines
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
