/** The library: looked through by day or on the map, or searched. */
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { Button, Group, Skeleton } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconPhotoPlus, IconZoomExclamation } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { trpc } from '../../shell/api';
import { pickers } from '../../shell/pickers';
import { problemOf } from '../../shell/problem';
import { EmptyNote } from '../../ui/EmptyNote';
import { formatBytes, plural } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { isTypingTarget } from '../../ui/typing-target';
import { ChosenBar } from './ChosenBar';
import { Gallery } from './gallery/Gallery';
import { MediaTabs } from './MediaTabs';
import { Filters } from './search/Filters';
import { type MediaSearch, filterOf, isFiltered, isQuestion } from './search/media-search';
import { SearchBar } from './search/SearchBar';
import { SearchResults } from './search/SearchResults';
import { useChosen } from './use-chosen';
import classes from './Media.module.css';

const MediaMap = lazy(() => import('./map/MediaMap').then(({ MediaMap: Map }) => ({ default: Map })));
const route = getRouteApi('/media');

export function LibraryPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const chosen = useChosen();
  const facts = useQuery(trpc.media.facts.queryOptions()).data;
  const model = useQuery(trpc.media.models.queryOptions()).data;
  const change = useCallback(
    (next: MediaSearch) => void navigate({ to: '/media', search: next, replace: true }),
    [navigate],
  );
  useWindowEvent('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isTypingTarget(event.target)) return;
    if (!document.querySelector('[role="dialog"]')) chosen.clear();
  });
  const go = route.useNavigate();
  const patch = useCallback(
    (part: MediaSearch) => void go({ search: (before) => ({ ...before, ...part }), replace: true }),
    [go],
  );
  const isEmpty = facts?.assets === 0;
  return (
    <Page
      name="Library"
      title="Library"
      fill
      actions={
        facts &&
        !isEmpty && (
          <span className="tabular">{`${plural(facts.assets, 'asset')}, ${formatBytes(facts.bytes)}`}</span>
        )
      }
      toolbar={
        <div className={classes.toolbar}>
          <MediaTabs />
          {!isEmpty && (
            <Group justify="space-between" gap="sm">
              <SearchBar search={search} textToImage={model?.engine.active.text === true} onPatch={patch} />
              <Filters search={search} onPatch={patch} />
            </Group>
          )}
        </div>
      }
    >
      <ChosenBar ids={chosen.ids} search={search} onSearch={change} onClear={chosen.clear} />
      {isEmpty ? <NoAssets /> : <Content search={search} chosen={chosen} onChange={change} />}
    </Page>
  );
}

interface ContentProps {
  search: MediaSearch;
  chosen: ReturnType<typeof useChosen>;
  onChange(next: MediaSearch): void;
}

function Content({ search, chosen, onChange }: ContentProps) {
  const filter = useMemo(() => filterOf(search), [search]);
  if (search.view === 'map')
    return (
      <Suspense fallback={<Skeleton h="100%" />}>
        <MediaMap search={search} />
      </Suspense>
    );
  if (isQuestion(search))
    return (
      <div style={{ height: '100%', overflowY: 'auto' }}>
        <SearchResults search={search} chosen={chosen.ids} onChoose={chosen.choose} onChange={onChange} />
      </div>
    );
  return <Browse filter={filter} search={search} chosen={chosen} onChange={onChange} />;
}

function Browse({
  filter,
  search,
  chosen,
  onChange,
}: ContentProps & { filter: ReturnType<typeof filterOf> }) {
  const gallery = useQuery(trpc.media.gallery.queryOptions(filter, { placeholderData: keepPreviousData }));
  if (gallery.isError)
    return <ProblemPanel problem={problemOf(gallery.error)} onRetry={() => void gallery.refetch()} />;
  if (!gallery.data) return <Skeleton h="100%" />;
  if (gallery.data.total === 0)
    return (
      <EmptyNote
        icon={<IconZoomExclamation size={24} />}
        title="No asset fits these filters"
        actions={
          isFiltered(search) && (
            <Button variant="default" onClick={() => onChange({})}>
              Clear the filters
            </Button>
          )
        }
      />
    );
  return (
    <Gallery sections={gallery.data.sections} filter={filter} chosen={chosen.ids} onChoose={chosen.choose} />
  );
}

function NoAssets() {
  return (
    <EmptyNote
      icon={<IconPhotoPlus size={24} />}
      title="No pictures and videos yet"
      actions={
        <Group gap="sm">
          <Button onClick={() => pickers.files()}>Choose files</Button>
          <Button variant="default" onClick={() => pickers.folder()}>
            Choose a folder
          </Button>
        </Group>
      }
    >
      Drop them anywhere in this window, or watch a folder: what appears in it comes here by itself.
      Everything stays on this machine.
    </EmptyNote>
  );
}
