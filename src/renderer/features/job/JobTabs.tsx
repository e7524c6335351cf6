/** Result, attempts, logs, options and the raw output of a run. */
import { Suspense } from 'react';
import { Badge, Skeleton, Tabs } from '@mantine/core';
import type { JobRow } from '#contract/jobs';
import type { JobAnswer } from '../../shell/api-types';
import { resultViews } from '../../shell/result-views';
import { Attempts } from '../../ui/Attempts';
import { JsonBlock } from '../../ui/JsonBlock';
import { LogLines } from '../../ui/LogLines';
import { Panel } from '../../ui/Panel';
import { JobTrace } from './JobTrace';
import { NoResult } from './NoResult';

export function JobTabs({ detail }: { detail: JobAnswer }) {
  const { job } = detail;
  const done = job.state === 'completed' && detail.output !== null && detail.output !== undefined;
  // The other steps of the workflow have results that the same view shows.
  const shared = Object.hasOwn(resultViews, job.engine) && detail.sameFile.some(hasOtherResult(job));
  return (
    <Tabs defaultValue={!shared && job.state === 'failed' ? 'attempts' : 'result'} keepMounted={false}>
      <Tabs.List mb="sm" aria-label="Parts of the run">
        <Tabs.Tab value="result">Result</Tabs.Tab>
        <Tabs.Tab value="attempts" rightSection={<Count of={detail.attempts.length} />}>
          Attempts
        </Tabs.Tab>
        <Tabs.Tab value="logs" rightSection={<Count of={detail.logs.length} />}>
          Log
        </Tabs.Tab>
        <Tabs.Tab value="trace">Trace</Tabs.Tab>
        <Tabs.Tab value="options">Options</Tabs.Tab>
        {done && <Tabs.Tab value="raw">Raw result</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="result">
        {done || shared ? <Result detail={detail} /> : <NoResult job={job} />}
      </Tabs.Panel>
      <Tabs.Panel value="attempts">
        <Panel>
          <Attempts attempts={detail.attempts} />
        </Panel>
      </Tabs.Panel>
      <Tabs.Panel value="logs">
        <Panel>
          <LogLines lines={detail.logs} />
        </Panel>
      </Tabs.Panel>
      <Tabs.Panel value="trace">
        <JobTrace job={job} />
      </Tabs.Panel>
      <Tabs.Panel value="options">
        <JsonBlock value={detail.options} label="options" />
      </Tabs.Panel>
      <Tabs.Panel value="raw">
        <JsonBlock value={detail.output} label="raw result" />
      </Tabs.Panel>
    </Tabs>
  );
}

const hasOtherResult = (job: JobRow) => (step: JobAnswer['sameFile'][number]) =>
  step.engine !== job.engine && step.state === 'completed' && Object.hasOwn(resultViews, step.engine);

function Count({ of }: { of: number }) {
  if (of === 0) return null;
  return (
    <Badge size="xs" variant="light" color="gray" className="tabular">
      {of}
    </Badge>
  );
}

function Result({ detail }: { detail: JobAnswer }) {
  const View = resultViews[detail.job.engine];
  if (!View) return <JsonBlock value={detail.output} label="result" />;
  return (
    <Suspense fallback={<Skeleton h={480} />}>
      <View
        jobId={detail.job.id}
        engine={detail.job.engine}
        fileName={detail.job.fileName}
        output={detail.output}
        views={detail.views}
        sameFile={detail.sameFile}
      />
    </Suspense>
  );
}
