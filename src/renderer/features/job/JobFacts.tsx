/** The input of a run and its times, in one strip. */
import { Anchor, Group, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobRow } from '#contract/jobs';
import type { JobAnswer } from '../../shell/api-types';
import { inputUrl } from '../../shell/files';
import { CopyField } from '../../ui/CopyField';
import { Panel } from '../../ui/Panel';
import { WorkerName } from '../../ui/WorkerName';
import { Time } from '../../ui/Time';
import { formatBytes, formatDuration, shortHash } from '../../ui/format';
import classes from './Job.module.css';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function JobFacts({ detail }: { detail: JobAnswer }) {
  const { job } = detail;
  return (
    <Panel>
      <dl className={classes.facts} aria-label="Facts of the run">
        <Fact name="Input">
          <Group gap={8}>
            {formatBytes(job.sizeBytes)}
            <Anchor
              href={inputUrl(job.id)}
              download={job.fileName}
              size="sm"
              aria-label="Download the original file"
            >
              <IconDownload size={13} style={{ verticalAlign: -2 }} aria-hidden /> Original
            </Anchor>
          </Group>
        </Fact>
        <Fact name="SHA-256">
          <CopyField value={job.sha256} shown={shortHash(job.sha256)} label="Copy the SHA-256" />
        </Fact>
        <Fact name="Engine">
          {job.engine} <span style={{ opacity: 0.6 }}>v{job.engineVersion}</span>
        </Fact>
        <Fact name="Lane">{job.lane}</Fact>
        {detail.batches.length > 0 && (
          <Fact name="Batch">
            {detail.batches.map((batch) => (
              <Anchor
                key={batch.id}
                size="sm"
                mr={8}
                renderRoot={(props) => <Link to="/batches/$id" params={{ id: batch.id }} {...props} />}
              >
                {batch.name}
              </Anchor>
            ))}
          </Fact>
        )}
        <Fact name="Accepted">
          <Time at={job.acceptedAt} />
        </Fact>
        <Fact name="Started">
          <Time at={job.startedAt} />
        </Fact>
        <Fact name="Finished">
          <Time at={job.finishedAt} />
        </Fact>
        <Fact name="Waited, then ran">
          <Timeline job={job} />
        </Fact>
        <Fact name="Worker">
          <WorkerName name={job.worker} />
        </Fact>
        <Fact name="Run id">
          <CopyField value={job.id} shown={shortHash(job.id)} label="Copy the run id" />
        </Fact>
      </dl>
    </Panel>
  );
}

/** Shares of waiting and running; each at least a sliver, so that both are seen. */
function Timeline({ job }: { job: JobRow }) {
  const wait = job.waitMs ?? 0;
  const run = job.runMs ?? 0;
  const text = `${formatDuration(job.waitMs)} + ${formatDuration(job.runMs)}`;
  if (wait + run === 0) return <span>{text}</span>;
  const share = Math.min(0.97, Math.max(0.03, wait / (wait + run)));
  return (
    <Tooltip label={`Waited ${formatDuration(job.waitMs)}, ran ${formatDuration(job.runMs)}`}>
      <Group gap={8} wrap="nowrap">
        <span className={classes.line} style={{ width: 90 }} aria-hidden>
          <span className={classes.wait} style={{ width: `${share * 100}%` }} />
          <span className={classes.run} style={{ flex: 1 }} />
        </span>
        {text}
      </Group>
    </Tooltip>
  );
}
