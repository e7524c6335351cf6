/** One act in full: who, what, on what, before and after. */
import { Alert, Drawer, Skeleton, Stack, Text, Title } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { AuditDetail } from '#contract/audit';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { CopyField } from '../../ui/CopyField';
import { FactList } from '../../ui/FactList';
import { formatDuration, shortHash } from '../../ui/format';
import { JsonBlock } from '../../ui/JsonBlock';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Time } from '../../ui/Time';
import { differences } from './diff';
import { OutcomeBadge } from './OutcomeBadge';
import classes from './Audit.module.css';

interface EntryDrawerProps {
  seq: number | null;
  onClose(): void;
}

export function EntryDrawer({ seq, onClose }: EntryDrawerProps) {
  const entry = useQuery(trpc.audit.get.queryOptions(seq === null ? skipToken : { seq }));
  return (
    <Drawer
      opened={seq !== null}
      onClose={onClose}
      position="right"
      size={600}
      title={entry.data ? `${entry.data.act}, entry ${entry.data.seq}` : 'Entry'}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {entry.isError && (
        <ProblemPanel problem={problemOf(entry.error)} onRetry={() => void entry.refetch()} />
      )}
      {entry.isLoading && <Skeleton h={240} />}
      {entry.data && <Entry entry={entry.data} />}
    </Drawer>
  );
}

function Entry({ entry }: { entry: AuditDetail }) {
  const { whole } = entry;
  return (
    <Stack gap="md">
      {whole.error !== null && (
        <Alert color="red" title={whole.error.code ?? 'It failed'}>
          {whole.error.message}
        </Alert>
      )}
      <FactList
        label="The act"
        facts={[
          ['Who', entry.actor],
          ['When', <Time key="at" at={entry.at} part="datetime" />],
          ['Took', formatDuration(entry.at - entry.began)],
          ['Outcome', <OutcomeBadge key="outcome" entry={entry} />],
          ...(entry.idle === null ? [] : [['Why', entry.idle] as const]),
          [
            'Hash',
            <CopyField key="hash" value={entry.hash} shown={shortHash(entry.hash)} label="Copy the hash" />,
          ],
          ['Key', <CopyField key="key" value={entry.key} shown={entry.key} label="Copy the key" />],
        ]}
      />
      <Changes before={whole.before} after={whole.after} />
      <Title order={3}>On what</Title>
      <JsonBlock value={whole.subject ?? null} label="On what" />
      {whole.answer !== undefined && (
        <>
          <Title order={3}>Answer</Title>
          <JsonBlock value={whole.answer} label="Answer" />
        </>
      )}
    </Stack>
  );
}

function Changes({ before, after }: { before?: unknown; after?: unknown }) {
  if (before === undefined && after === undefined) return null;
  const found = differences(before, after);
  return (
    <>
      <Title order={3}>Before and after</Title>
      {found.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing is different.
        </Text>
      ) : (
        <table className={classes.changes} aria-label="Before and after">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ path, before: was, after: is }) => (
              <tr key={path}>
                <th scope="row">{path || 'all of it'}</th>
                <td data-side="before">{textOf(was)}</td>
                <td data-side="after">{textOf(is)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function textOf(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
