/** What was found, best first, page after page, each with its reasons. */
import { ActionIcon, Button, Center, Loader, Tooltip } from '@mantine/core';
import { IconSearchOff, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SearchAnswer } from '#contract/media/search';
import { client, trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { EmptyNote } from '../../../ui/EmptyNote';
import { formatCount } from '../../../ui/format';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { ShowMore } from '../../../ui/ShowMore';
import { Tile } from '../tiles/Tile';
import { type MediaSearch, isFiltered, noFilters, requestOf, withExample } from './media-search';
import { Why } from './Why';
import classes from './Search.module.css';

interface SearchResultsProps {
  search: MediaSearch;
  chosen: ReadonlySet<string>;
  onChoose(id: string, range: boolean, ids: readonly string[]): void;
  onChange(next: MediaSearch): void;
}

function countText({ total, atLeast }: SearchAnswer): string {
  if (total === 1 && !atLeast) return '1 found';
  return `${formatCount(total)}${atLeast ? ' or more' : ''} found`;
}

function emptyText(search: MediaSearch, { cutOff, textToImage }: SearchAnswer): string {
  if (isFiltered(search)) return 'With other filters, or with none, there may be something.';
  const why =
    cutOff === null
      ? 'No name, place, camera or recognised text holds these words.'
      : 'What looks less alike than unrelated pictures do is left out.';
  return textToImage || !search.q
    ? why
    : `${why} Words are not compared with what pictures show: that needs a CLIP model, see Model.`;
}

export function SearchResults({ search, chosen, onChoose, onChange }: SearchResultsProps) {
  const request = requestOf(search);
  const found = useInfiniteQuery({
    queryKey: [...trpc.media.search.queryKey(request), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.media.search.query({ ...request, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const seen = pages.reduce((sum, { items }) => sum + items.length, 0);
      return last.items.length > 0 && (last.atLeast || seen < last.total)
        ? pages.length * request.limit
        : undefined;
    },
    // What was typed on stays on screen while the next answer is on its way.
    placeholderData: (before) => before,
  });
  if (found.isError)
    return <ProblemPanel problem={problemOf(found.error)} onRetry={() => void found.refetch()} />;
  const pages = found.data?.pages ?? [];
  const [first] = pages;
  if (!first)
    return (
      <Center p="xl">
        <Loader aria-label="Searching" />
      </Center>
    );
  const items = pages.flatMap((page) => page.items);
  const ids = items.map(({ id }) => id);
  if (items.length === 0)
    return (
      <EmptyNote
        icon={<IconSearchOff size={24} />}
        title={isFiltered(search) ? 'Nothing fits within these filters' : 'Nothing fits'}
        actions={
          isFiltered(search) && (
            <Button variant="default" onClick={() => onChange({ ...search, ...noFilters })}>
              Clear the filters
            </Button>
          )
        }
      >
        {emptyText(search, first)}
      </EmptyNote>
    );
  return (
    <div className={classes.results}>
      <p className={classes.note} role="status">
        {countText(first)}
        {first.cutOff !== null && `, cut off at a cosine of ${first.cutOff.toFixed(2)}`}
        {`, in ${Math.max(1, Math.round(first.tookMs))} ms`}
      </p>
      <div className={classes.grid} role="list" aria-label="Search results">
        {items.map(({ why, ...tile }) => (
          <div key={tile.id} role="listitem" className={classes.hit}>
            <div className={classes.frame}>
              <Tile
                tile={tile}
                chosen={chosen.has(tile.id)}
                onChoose={(id, range) => onChoose(id, range, ids)}
              >
                <span className={classes.acts}>
                  <Example
                    label="More like this"
                    onPick={() => onChange(withExample(search, [tile.id], 'like'))}
                  >
                    <IconThumbUp size={14} />
                  </Example>
                  <Example
                    label="Not like this"
                    onPick={() => onChange(withExample(search, [tile.id], 'unlike'))}
                  >
                    <IconThumbDown size={14} />
                  </Example>
                </span>
              </Tile>
            </div>
            <span className={classes.fileName} title={tile.fileName}>
              {tile.fileName.split('/').at(-1)}
            </span>
            <Why why={why} />
          </div>
        ))}
      </div>
      {found.hasNextPage && (
        <ShowMore
          busy={found.isFetchingNextPage}
          shown={items.length}
          onMore={() => void found.fetchNextPage()}
        />
      )}
    </div>
  );
}

function Example({ label, onPick, children }: { label: string; onPick(): void; children: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="white" size={24} aria-label={label} onClick={onPick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
