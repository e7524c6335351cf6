/** Filters of gallery, map and search, each kept in the address. */
import { Button, Group, Select, SegmentedControl, TextInput } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { formatCount } from '../../../ui/format';
import { type MediaSearch, isFiltered } from './media-search';

interface FiltersProps {
  search: MediaSearch;
  onChange(next: MediaSearch): void;
}

export function Filters({ search, onChange }: FiltersProps) {
  const facts = useQuery(trpc.media.facts.queryOptions()).data;
  const cluster = useQuery(
    trpc.media.cluster.queryOptions({ id: search.cluster ?? '' }, { enabled: search.cluster !== undefined }),
  ).data;
  const set = (part: MediaSearch) => onChange({ ...search, ...part });
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="View"
        value={search.view ?? 'gallery'}
        onChange={(view) => set({ view: view === 'map' ? 'map' : undefined })}
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
        onChange={(kind) => set({ kind: kind === 'image' || kind === 'video' ? kind : undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="From day"
        title="From this day on"
        value={search.since ?? ''}
        onChange={(event) => set({ since: event.currentTarget.value || undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="To day"
        title="Up to this day"
        value={search.until ?? ''}
        onChange={(event) => set({ until: event.currentTarget.value || undefined })}
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
          onChange={(camera) => set({ camera: camera ?? undefined })}
        />
      )}
      {(facts?.hidden ?? 0) > 0 && (
        <Button
          size="xs"
          variant={search.hidden ? 'filled' : 'default'}
          aria-pressed={search.hidden === true}
          onClick={() => set({ hidden: search.hidden ? undefined : true })}
        >
          Put away ({formatCount(facts?.hidden)})
        </Button>
      )}
      {search.cluster && (
        <Button size="xs" variant="light" onClick={() => set({ cluster: undefined })}>
          Cluster: {cluster?.name ?? 'without a name'} ✕
        </Button>
      )}
      {search.box && (
        <Button size="xs" variant="light" onClick={() => set({ box: undefined })}>
          Box on the map ✕
        </Button>
      )}
      {isFiltered(search) && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconFilterOff size={14} />}
          onClick={() =>
            onChange({
              q: search.q,
              like: search.like,
              unlike: search.unlike,
              picture: search.picture,
              pictureName: search.pictureName,
              view: search.view,
            })
          }
        >
          Clear filters
        </Button>
      )}
    </Group>
  );
}
