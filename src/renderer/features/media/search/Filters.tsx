/** Filters of gallery, map and search, each kept in the address. */
import { ActionIcon, Button, Group, Select, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { formatCount } from '../../../ui/format';
import { type MediaSearch, isFiltered, noFilters } from './media-search';

interface FiltersProps {
  search: MediaSearch;
  /** Merged into what the address holds by then: words may be on their way into it. */
  onPatch(part: MediaSearch): void;
}

export function Filters({ search, onPatch }: FiltersProps) {
  const facts = useQuery(trpc.media.facts.queryOptions()).data;
  const cluster = useQuery(
    trpc.media.cluster.queryOptions({ id: search.cluster ?? '' }, { enabled: search.cluster !== undefined }),
  ).data;
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="View"
        value={search.view ?? 'gallery'}
        onChange={(view) => onPatch({ view: view === 'map' ? 'map' : undefined })}
        data={[
          { value: 'gallery', label: 'Gallery' },
          { value: 'map', label: 'Map' },
        ]}
      />
      <Select
        size="xs"
        w={110}
        aria-label="Kind"
        placeholder="All kinds"
        clearable
        value={search.kind ?? null}
        data={[
          { value: 'image', label: 'Pictures' },
          { value: 'video', label: 'Videos' },
        ]}
        onChange={(kind) => onPatch({ kind: kind === 'image' || kind === 'video' ? kind : undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="From day"
        title="From this day on"
        value={search.since ?? ''}
        onChange={(event) => onPatch({ since: event.currentTarget.value || undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="To day"
        title="Up to this day"
        value={search.until ?? ''}
        onChange={(event) => onPatch({ until: event.currentTarget.value || undefined })}
      />
      {(facts?.cameras.length ?? 0) > 0 && (
        <Select
          size="xs"
          w={180}
          aria-label="Camera"
          placeholder="Any camera"
          clearable
          searchable
          value={search.camera ?? null}
          data={facts?.cameras.map(({ camera, count }) => ({
            value: camera,
            label: `${camera} (${formatCount(count)})`,
          }))}
          onChange={(camera) => onPatch({ camera: camera ?? undefined })}
        />
      )}
      {(facts?.hidden ?? 0) > 0 && (
        <Button
          size="xs"
          variant={search.hidden ? 'filled' : 'default'}
          aria-pressed={search.hidden === true}
          onClick={() => onPatch({ hidden: search.hidden ? undefined : true })}
        >
          Put away ({formatCount(facts?.hidden)})
        </Button>
      )}
      {search.cluster && (
        <Button size="xs" variant="light" onClick={() => onPatch({ cluster: undefined })}>
          Cluster: {cluster?.name ?? 'without a name'} ✕
        </Button>
      )}
      {search.box && (
        <Button size="xs" variant="light" onClick={() => onPatch({ box: undefined })}>
          Box on the map ✕
        </Button>
      )}
      {/* Always there: what appears with the first filter would push the bar into a second row. */}
      <Tooltip label="Clear filters">
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label="Clear filters"
          disabled={!isFiltered(search)}
          onClick={() => onPatch(noFilters)}
        >
          <IconFilterOff size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
