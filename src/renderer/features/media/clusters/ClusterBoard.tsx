/** All clusters as cards: named in place, merged by dropping one on another, split, pinned; assets moved by dragging. */
import { useState } from 'react';
import { Button, Center, Group, Loader, Select } from '@mantine/core';
import { IconArrowsJoin2, IconBoxMultiple, IconFolders } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { client, trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { EmptyNote } from '../../../ui/EmptyNote';
import { formatCount, plural } from '../../../ui/format';
import { Page } from '../../../ui/Page';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { SearchField } from '../../../ui/SearchField';
import { ShowMore } from '../../../ui/ShowMore';
import { MediaTabs } from '../MediaTabs';
import { ClusterCard } from './ClusterCard';
import { carriesMedia, dropped } from './drag';
import { LayoutDialog } from './LayoutDialog';
import { PassBar } from './PassBar';
import { RecentActs } from './RecentActs';
import type { ClusterSearch } from './search';
import { useClusterActs } from './use-cluster-acts';
import mediaClasses from '../Media.module.css';
import classes from './Clusters.module.css';

const route = getRouteApi('/media/clusters');
const pageSize = 60;

export function ClusterBoard() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const acts = useClusterActs();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [laying, setLaying] = useState(false);
  const query = { search: search.q, sort: search.sort ?? 'size', minSize: 2, limit: pageSize } as const;
  const clusters = useInfiniteQuery({
    queryKey: [...trpc.media.clusters.queryKey(query), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.media.clusters.query({ ...query, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize < last.total ? pages.length * pageSize : undefined,
    placeholderData: keepPreviousData,
  });
  const change = (next: ClusterSearch) =>
    void navigate({ to: '/media/clusters', search: next, replace: true });
  const first = clusters.data?.pages[0];
  const rows = clusters.data?.pages.flatMap((page) => page.rows) ?? [];
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const merge = (): void => {
    const [into, ...others] = [...chosen].sort((a, b) => sizeOf(b) - sizeOf(a));
    if (into) acts.merge(into, others);
    setChosen([]);
  };
  const sizeOf = (id: string) => rows.find((one) => one.id === id)?.size ?? 0;

  return (
    <Page
      name="Clusters"
      title="Clusters"
      actions={
        first && (
          <span className="tabular">
            {plural(first.total, 'cluster')}, {formatCount(first.alone)} assets alone
          </span>
        )
      }
      toolbar={
        <div className={mediaClasses.toolbar}>
          <MediaTabs />
          <Group justify="space-between" gap="sm">
            <Group gap="xs">
              <SearchField
                label="Search clusters by name"
                placeholder="Name of a cluster"
                value={search.q ?? ''}
                onSearch={(q) => change({ ...search, q: q || undefined })}
              />
              <Select
                size="xs"
                w={150}
                aria-label="Order"
                value={search.sort ?? 'size'}
                allowDeselect={false}
                data={[
                  { value: 'size', label: 'Largest first' },
                  { value: 'newest', label: 'Changed last' },
                  { value: 'name', label: 'By name' },
                ]}
                onChange={(sort) =>
                  change({ ...search, sort: sort === 'newest' || sort === 'name' ? sort : undefined })
                }
              />
              {chosen.length > 1 && (
                <Button
                  size="xs"
                  leftSection={<IconArrowsJoin2 size={14} />}
                  loading={acts.busy}
                  onClick={merge}
                >
                  Merge {chosen.length}
                </Button>
              )}
            </Group>
            <Group gap="xs">
              <RecentActs acts={acts} />
              <PassBar acts={acts} />
              <Button
                size="xs"
                variant="default"
                leftSection={<IconFolders size={14} />}
                disabled={rows.length === 0}
                onClick={() => setLaying(true)}
              >
                Lay out in folders
              </Button>
            </Group>
          </Group>
        </div>
      }
    >
      {clusters.isError && (
        <ProblemPanel problem={problemOf(clusters.error)} onRetry={() => void clusters.refetch()} />
      )}
      {first?.total === 0 ? (
        <EmptyNote
          icon={<IconBoxMultiple size={24} />}
          title={search.q ? 'No cluster has that name' : 'No clusters yet'}
        >
          {!search.q &&
            'Pictures that look alike find together here by themselves as soon as there are some.'}
        </EmptyNote>
      ) : (
        <div className={classes.board} role="list" aria-label="Clusters">
          {rows.map((cluster) => (
            <div key={cluster.id} role="listitem">
              <ClusterCard
                cluster={cluster}
                chosen={chosen.includes(cluster.id)}
                onChoose={() => toggle(cluster.id)}
                acts={acts}
              />
            </div>
          ))}
          {rows.length > 0 && <NewCluster onDropAssets={(ids) => acts.move(ids, null)} />}
        </div>
      )}
      {clusters.isPending && (
        <Center p="xl">
          <Loader aria-label="Reading clusters" />
        </Center>
      )}
      {clusters.hasNextPage && (
        <ShowMore
          busy={clusters.isFetchingNextPage}
          shown={rows.length}
          onMore={() => void clusters.fetchNextPage()}
        />
      )}
      <LayoutDialog opened={laying} onClose={() => setLaying(false)} />
    </Page>
  );
}

function NewCluster({ onDropAssets }: { onDropAssets(ids: string[]): void }) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={classes.fresh}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!carriesMedia(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const what = dropped(event.dataTransfer);
        if (!what || 'cluster' in what) return;
        event.preventDefault();
        event.stopPropagation();
        onDropAssets(what.assets);
      }}
    >
      Drop a picture here to give it a cluster of its own
    </div>
  );
}
