/** One batch: how far it is, and every file of it. */
import { Anchor, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Batch } from '#contract/batches';
import { trpc } from '../../shell/api';
import { BatchBar } from '../../shell/BatchBar';
import type { MemberFilter } from '../../shell/members-search';
import { MembersTable } from '../../shell/MembersTable';
import { problemOf } from '../../shell/problem';
import { EmptyNote } from '../../ui/EmptyNote';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { SearchField } from '../../ui/SearchField';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { formatCount } from '../../ui/format';
import { BatchButtons } from './BatchButtons';
import { CountsLine } from './CountsLine';
import { LeagueTable } from './league/LeagueTable';

const route = getRouteApi('/batches/$id');

export function BatchPage() {
  const { id } = route.useParams();
  const batch = useQuery(trpc.batches.get.queryOptions({ id }));
  if (batch.isError && !batch.data) {
    return (
      <Page name="Batch" title="Batch">
        <ProblemPanel
          title="This batch could not be read"
          problem={problemOf(batch.error)}
          onRetry={() => void batch.refetch()}
        />
      </Page>
    );
  }
  if (!batch.data) {
    return (
      <Page name="Batch" title={<Skeleton h={20} w={240} />}>
        <Skeleton h={300} />
      </Page>
    );
  }
  return <Loaded batch={batch.data} />;
}

function Loaded({ batch }: { batch: Batch }) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = (next: Partial<typeof search>): void => {
    void navigate({
      to: '/batches/$id',
      params: { id: batch.id },
      search: { ...search, ...next },
      replace: true,
    });
  };
  return (
    <Page
      name={`Batch ${batch.name}`}
      fill
      title={
        <Group gap={10} wrap="nowrap">
          {batch.name} <StateBadge state={batch.state} />
        </Group>
      }
      actions={<BatchButtons batch={batch} />}
      toolbar={
        <>
          <BatchBar counts={batch.counts} label={`Progress of ${batch.name}`} />
          <CountsLine batch={batch} />
          <Group gap="sm" mt={10}>
            <SegmentedControl<typeof search.view>
              aria-label="Files or league table"
              value={search.view}
              onChange={(view) => change({ view })}
              data={[
                { value: 'files', label: 'Files' },
                { value: 'league', label: 'League' },
              ]}
            />
            {search.view === 'files' && (
              <>
                <SearchField
                  label="Search files of the batch"
                  placeholder="File name"
                  value={search.q}
                  onSearch={(q) => change({ q })}
                  width={200}
                />
                <SegmentedControl<MemberFilter>
                  aria-label="Which files"
                  value={search.show}
                  onChange={(show) => change({ show })}
                  data={filters(batch)}
                />
              </>
            )}
            <Anchor
              size="sm"
              ml="auto"
              renderRoot={(props) => <Link to="/runs" search={{ batch: batch.id }} {...props} />}
            >
              Its runs with their figures
            </Anchor>
            <span style={{ fontSize: 12, opacity: 0.75 }}>
              {batch.lane} lane, created <Time at={batch.createdAt} />
            </span>
          </Group>
        </>
      }
    >
      {search.view === 'league' ? (
        <LeagueTable batch={batch} />
      ) : (
        <MembersTable
          key={`${search.show} ${search.q}`}
          batchId={batch.id}
          show={search.show}
          search={search.q}
          empty={
            <EmptyNote
              icon={<IconFilterOff size={26} />}
              title={batch.counts.total === 0 ? 'No file has arrived yet' : 'No such file'}
            >
              {batch.counts.total === 0
                ? 'Files appear as they are accepted.'
                : 'Choose “All” or another search.'}
            </EmptyNote>
          }
        />
      )}
    </Page>
  );
}

function filters({ counts }: Batch): { value: MemberFilter; label: string }[] {
  const open = counts.waiting + counts.active + counts.delayed + counts.paused;
  return [
    { value: 'all', label: `All ${formatCount(counts.total)}` },
    { value: 'open', label: `Open ${formatCount(open)}` },
    { value: 'completed', label: `Completed ${formatCount(counts.completed)}` },
    { value: 'failed', label: `Failed ${formatCount(counts.failed)}` },
    { value: 'refused', label: `Refused ${formatCount(counts.refused)}` },
  ];
}
