/** Chooses another flight to compare this one with. */
import { useState } from 'react';
import { Button, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { SearchField } from '../../../ui/SearchField';
import { Time } from '../../../ui/Time';
import classes from './Compare.module.css';

const mostShown = 50;

export function CompareWith({ jobId, fileName }: { jobId: string; fileName: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconArrowsDiff size={14} />} onClick={() => setOpened(true)}>
        Compare with…
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Compare ${fileName} with`} size="lg">
        {opened && <OtherFlights jobId={jobId} />}
      </Modal>
    </>
  );
}

function OtherFlights({ jobId }: { jobId: string }) {
  const [search, setSearch] = useState('');
  const navigate = useNavigate();
  const page = useQuery(
    trpc.jobs.page.queryOptions({
      filter: { engine: 'xcmetrics', states: ['completed'], ...(search ? { search } : {}) },
      limit: mostShown,
    }),
  );
  const others = page.data?.rows.filter(({ id }) => id !== jobId) ?? [];
  return (
    <Stack gap="xs" mih={260}>
      <SearchField
        label="Search flights"
        placeholder="File name"
        value={search}
        onSearch={setSearch}
        width={320}
      />
      {page.isError && <ProblemPanel problem={problemOf(page.error)} onRetry={() => void page.refetch()} />}
      {page.isPending && <Skeleton h={180} />}
      {page.data && others.length === 0 && (
        <Text size="sm" c="dimmed">
          No other flight. Add a second one, or search by another name.
        </Text>
      )}
      <ul className={classes.others} aria-label="Other flights">
        {others.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              onClick={() => void navigate({ to: '/compare', search: { a: jobId, b: row.id } })}
            >
              <span>{row.fileName}</span>
              <span>
                {[row.summary?.[0], row.summary?.[1]].filter(Boolean).join(', ')} · added{' '}
                <Time at={row.acceptedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
