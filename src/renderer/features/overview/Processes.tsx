/** The processes of the instance: how they are, what they work on, and a button to restart one. */
import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { notifications } from '@mantine/notifications';
import { memo } from 'react';
import type { ProcessInfo } from '#contract/system';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { problemOf } from '../../shell/problem';
import { useNow } from '../../ui/clock';
import { confirm } from '../../ui/confirm';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { StateBadge } from '../../ui/StateBadge';
import { formatBytes, formatCount, formatDuration, formatPercent } from '../../ui/format';
import classes from './Overview.module.css';

const headers = [
  'Process',
  'State',
  'Pid',
  'Up',
  'Restarts',
  'CPU',
  'Memory',
  'Loop delay',
  'Done',
  'Working on',
  '',
];
const rightHeaders = new Set(['Pid', 'Up', 'Restarts', 'CPU', 'Memory', 'Loop delay', 'Done']);

export function Processes() {
  const processes = useQuery(trpc.system.processes.queryOptions());
  return (
    <Panel title="Processes" flush>
      {processes.isError && (
        <ProblemPanel problem={problemOf(processes.error)} onRetry={() => void processes.refetch()} />
      )}
      <div className={classes.tableWrap}>
        <table className={classes.table} aria-label="Processes">
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col" data-right={rightHeaders.has(header) || undefined}>
                  {header || <span className="mantine-visually-hidden" />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {processes.data?.map((process) => (
              <ProcessRow key={process.name} process={process} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ProcessRow({ process }: { process: ProcessInfo }) {
  const now = useNow(1000);
  const upMs = process.startedAt === null ? null : Math.max(0, now - process.startedAt);
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 600 }}>{process.name}</b>
        {process.reason !== null && <div className={classes.reason}>{process.reason}</div>}
      </td>
      <td>
        <StateBadge state={process.state} />
      </td>
      <td data-right>{process.pid ?? '–'}</td>
      <td data-right>{formatDuration(upMs === null ? null : Math.floor(upMs / 1000) * 1000)}</td>
      <td data-right>{formatCount(process.restarts)}</td>
      <td data-right>{formatPercent(process.cpu)}</td>
      <td data-right>{formatBytes(process.rssBytes)}</td>
      <td data-right>{process.loopDelayMs === null ? '–' : formatDuration(process.loopDelayMs)}</td>
      <td data-right>{formatCount(process.jobsDone)}</td>
      <td className={classes.working}>
        {process.working.length === 0
          ? '–'
          : process.working.map((job) => (
              <Anchor
                key={job.jobId}
                fz={12.5}
                mr={8}
                renderRoot={(props) => <Link to="/runs/$id" params={{ id: job.jobId }} {...props} />}
              >
                {job.fileName}
              </Anchor>
            ))}
      </td>
      <td data-right>
        <RestartButton name={process.name} kind={process.kind} />
      </td>
    </tr>
  );
}

const hints: Partial<Record<ProcessInfo['kind'], string>> = {
  engine: 'Runs it works on are released at once and run again.',
  gateway: 'This console reconnects by itself.',
  redis: 'The queue is down for about a second; nothing accepted is lost.',
  store: 'Results are not readable for about a second; nothing is lost.',
};

/** Drawn once: the figures beside it change every second. */
const RestartButton = memo(function RestartButton({ name, kind }: Pick<ProcessInfo, 'name' | 'kind'>) {
  const act = useMutation(
    trpc.workers.act.mutationOptions({
      onSuccess: () => notifications.show({ color: 'teal', title: `${name} restarts`, message: '' }),
      onError: (error) => tellProblem(`${name} was not restarted`, error),
    }),
  );
  if (kind === 'supervisor') return null;
  const restart = async (): Promise<void> => {
    const yes = await confirm({
      title: `Restart ${name}?`,
      body: hints[kind],
      confirmLabel: 'Restart it',
    });
    if (yes) act.mutate({ name: name, act: 'restart', key: newKey() });
  };
  return (
    <Tooltip label="Restart">
      <ActionIcon
        size="sm"
        loading={act.isPending}
        aria-label={`Restart ${name}`}
        onClick={() => void restart()}
      >
        <IconRefresh size={14} />
      </ActionIcon>
    </Tooltip>
  );
});
