/** One search over runs, batches, traces, processes, log lines and metrics. */
import { Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconSearch, IconZoomExclamation } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { hitKinds, HitKind } from '#contract/search';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { kindNames } from '../../shell/search-hits';
import { EmptyNote } from '../../ui/EmptyNote';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { SearchField } from '../../ui/SearchField';
import { TimeWindow } from '../../ui/TimeWindow';
import { HitList } from './HitList';
import { leastLength, type EverythingSearch } from './search';

const route = getRouteApi('/search');
const ofEach = 10;
const ofOne = 100;

export function SearchPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const text = search.q?.trim() ?? '';
  const { only, from, to } = search;
  const found = useQuery({
    ...trpc.search.find.queryOptions(
      text.length < leastLength
        ? skipToken
        : { text, kinds: only ? [only] : [...hitKinds], limit: only ? ofOne : ofEach, from, to },
    ),
    placeholderData: (before) => before,
  });
  const change = (next: EverythingSearch): void =>
    void navigate({ to: '/search', search: next, replace: true });
  return (
    <Page
      name="Search"
      title="Search"
      toolbar={
        <Group gap={8}>
          <SearchField
            width={360}
            label="Search everything"
            placeholder="File, error, id, process, log text, metric"
            value={search.q ?? ''}
            onSearch={(q) => change({ ...search, q: q || undefined })}
          />
          <SegmentedControl
            aria-label="Kind"
            data={[
              { value: 'all', label: 'All' },
              ...hitKinds.map((kind) => ({ value: kind, label: kindNames[kind] })),
            ]}
            value={only ?? 'all'}
            onChange={(value) =>
              change({ ...search, only: value === 'all' ? undefined : HitKind.parse(value) })
            }
          />
          <Group ml="auto">
            <TimeWindow value={{ from, to }} onChange={(window) => change({ ...search, ...window })} />
          </Group>
        </Group>
      }
    >
      {found.isError && (
        <ProblemPanel problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {text.length < leastLength ? (
        <EmptyNote icon={<IconSearch size={26} />} title="Search everything at once">
          Type a file name, an error, the beginning of the id of a run or a trace, the name of a process or of
          a metric, or a text of the log. The palette (Ctrl K) finds the same from any page.
        </EmptyNote>
      ) : found.data?.length === 0 ? (
        <EmptyNote icon={<IconZoomExclamation size={26} />} title={`Nothing found for “${text}”`}>
          Ids are found by how they begin. Logs are searched back from the newest lines; the log page looks
          further back.
        </EmptyNote>
      ) : (
        <Stack gap="md">
          {found.isPending && <Skeleton h={240} role="status" aria-label="Searching" />}
          {found.data?.map((group) => (
            <HitList
              key={group.kind}
              group={group}
              window={{ from, to }}
              onMore={only ? null : () => change({ ...search, only: group.kind })}
            />
          ))}
          {only && found.data?.[0]?.more && (
            <Text size="sm" c="dimmed">
              The newest {ofOne} are shown; a longer text or a window of time finds less.
            </Text>
          )}
        </Stack>
      )}
    </Page>
  );
}
