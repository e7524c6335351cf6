/** All batches, newest first, each with how far it is. */
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { pickers } from '../../shell/pickers';
import { problemOf } from '../../shell/problem';
import { EmptyNote } from '../../ui/EmptyNote';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { plural } from '../../ui/format';
import { BatchCard } from './BatchCard';

export function BatchesPage() {
  const batches = useQuery(trpc.batches.list.queryOptions());
  return (
    <Page
      name="Batches"
      title="Batches"
      actions={
        batches.data && <span className="tabular">{plural(batches.data.length, 'batch', 'batches')}</span>
      }
    >
      {batches.isError && (
        <ProblemPanel problem={problemOf(batches.error)} onRetry={() => void batches.refetch()} />
      )}
      {batches.isPending && (
        <Stack gap={8} role="status" aria-label="Loading batches">
          {[1, 2, 3, 4].map((key) => (
            <Skeleton key={key} h={78} />
          ))}
        </Stack>
      )}
      {batches.data?.length === 0 && (
        <EmptyNote
          icon={<IconStack2 size={26} />}
          title="No batches yet"
          actions={<Button onClick={() => pickers.folder()}>Choose a folder</Button>}
        >
          Files that are dropped together form a batch: watch, pause, resume, cancel and retry them as one. A
          batch survives a restart.
        </EmptyNote>
      )}
      <Stack gap={8} role="list" aria-label="Batches">
        {batches.data?.map((batch) => (
          <BatchCard key={batch.id} batch={batch} />
        ))}
      </Stack>
    </Page>
  );
}
