/** Review of what looks alike: side by side, keep the better one, keep both, take it back. */
import { Button, Center, Group, Loader, SegmentedControl, Select } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { RelationKind, relationKinds } from '#contract/allocator';
import { client, trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { EmptyNote } from '../../../ui/EmptyNote';
import { plural } from '../../../ui/format';
import { Page } from '../../../ui/Page';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { ShowMore } from '../../../ui/ShowMore';
import { MediaTabs } from '../MediaTabs';
import { DecideAll } from './DecideAll';
import { RecentDecisions } from './RecentDecisions';
import { kindText } from './kind-text';
import { PairCard } from './PairCard';
import type { DuplicateSearch } from './search';
import { usePairActs } from './use-pair-acts';
import { usePairKeys } from './use-pair-keys';
import mediaClasses from '../Media.module.css';
import classes from './Duplicates.module.css';

const route = getRouteApi('/media/duplicates');
const pageSize = 30;

const emptyTitles = {
  open: 'Nothing to look at',
  kept: 'Nothing was put away yet',
  different: 'No pair was kept whole yet',
} as const;

export function DuplicatesPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const acts = usePairActs();
  const state = search.state ?? 'open';
  const query = { state, kind: search.kind, assetId: search.asset, limit: pageSize };
  const pairs = useInfiniteQuery({
    queryKey: [...trpc.media.pairs.queryKey(query), 'pages'],
    queryFn: ({ pageParam, signal }) => client.media.pairs.query({ ...query, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize < last.total ? pages.length * pageSize : undefined,
    placeholderData: keepPreviousData,
  });
  const change = (next: DuplicateSearch) =>
    void navigate({ to: '/media/duplicates', search: next, replace: true });
  const rows = pairs.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = pairs.data?.pages[0]?.total;
  const list = usePairKeys(rows, acts);
  return (
    <Page
      name="Duplicates"
      title="Duplicates"
      actions={total !== undefined && <span className="tabular">{plural(total, 'pair')}</span>}
      toolbar={
        <div className={mediaClasses.toolbar}>
          <MediaTabs />
          <Group justify="space-between" gap="sm">
            <Group gap="xs">
              <SegmentedControl
                size="xs"
                aria-label="Which pairs"
                value={state}
                onChange={(next) =>
                  change({ ...search, state: next === 'kept' || next === 'different' ? next : undefined })
                }
                data={[
                  { value: 'open', label: 'To look at' },
                  { value: 'kept', label: 'Decided' },
                  { value: 'different', label: 'Both kept' },
                ]}
              />
              <Select
                size="xs"
                w={150}
                aria-label="Kind of likeness"
                placeholder="Every kind"
                clearable
                value={search.kind ?? null}
                data={relationKinds.map((value) => ({ value, label: kindText[value] }))}
                onChange={(kind) => change({ ...search, kind: RelationKind.safeParse(kind).data })}
              />
              {search.asset && (
                <Button size="xs" variant="light" onClick={() => change({ ...search, asset: undefined })}>
                  Of one asset ✕
                </Button>
              )}
            </Group>
            <Group gap="xs">
              <RecentDecisions acts={acts} />
              {state === 'open' && rows.length > 0 && (
                <DecideAll acts={acts} kind={search.kind} assetId={search.asset} />
              )}
            </Group>
          </Group>
        </div>
      }
    >
      {pairs.isError && (
        <ProblemPanel problem={problemOf(pairs.error)} onRetry={() => void pairs.refetch()} />
      )}
      {pairs.isPending && (
        <Center p="xl">
          <Loader aria-label="Reading pairs" />
        </Center>
      )}
      {total === 0 && (
        <EmptyNote icon={<IconCopyCheck size={24} />} title={emptyTitles[state]}>
          {state === 'open' &&
            'Copies, edited pictures, bursts and raw pairs are found while files are taken in. The very same file is never stored twice.'}
        </EmptyNote>
      )}
      <div ref={list} className={classes.list} role="list" aria-label="Pairs">
        {rows.map((pair) => (
          <div key={pair.id} role="listitem">
            <PairCard pair={pair} acts={acts} />
          </div>
        ))}
      </div>
      {pairs.hasNextPage && (
        <ShowMore
          busy={pairs.isFetchingNextPage}
          shown={rows.length}
          onMore={() => void pairs.fetchNextPage()}
        />
      )}
    </Page>
  );
}
