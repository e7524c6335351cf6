/** Filters of the traces; all of them live in the address. */
import { Group, Pill, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../shell/api';
import { formatDuration } from '../../ui/format';
import { SearchField } from '../../ui/SearchField';
import { TimeWindow } from '../../ui/TimeWindow';
import { durationOf, type TracesSearch } from './search';

interface TracesToolbarProps {
  search: TracesSearch;
  onChange(search: TracesSearch): void;
}

export function TracesToolbar({ search, onChange }: TracesToolbarProps) {
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  return (
    <Group gap={8} align="center">
      <SearchField
        width={230}
        label="Search traces"
        placeholder="File, error, trace or run id"
        value={search.q ?? ''}
        onSearch={(q) => onChange({ ...search, q: q || undefined })}
      />
      <SegmentedControl
        aria-label="Outcome"
        data={[
          { value: 'all', label: 'All' },
          { value: 'failed', label: 'Failed' },
        ]}
        value={search.failed ? 'failed' : 'all'}
        onChange={(value) => onChange({ ...search, failed: value === 'failed' || undefined })}
      />
      <LeastField
        key={search.least ?? 0}
        value={search.least}
        onLeast={(least) => onChange({ ...search, least })}
      />
      <Select
        aria-label="Engine"
        placeholder="Any engine"
        w={116}
        clearable
        data={engines.map(({ name }) => name)}
        value={search.engine ?? null}
        onChange={(engine) => onChange({ ...search, engine: engine ?? undefined })}
      />
      {search.job && (
        <Pill
          withRemoveButton
          onRemove={() => onChange({ ...search, job: undefined })}
          removeButtonProps={{ 'aria-label': 'All runs', 'aria-hidden': false }}
        >
          Run: {search.job.slice(0, 10)}
        </Pill>
      )}
      <Group ml="auto">
        <TimeWindow
          value={{ from: search.from, to: search.to }}
          onChange={({ from, to }) => onChange({ ...search, from, to })}
        />
      </Group>
    </Group>
  );
}

function LeastField({
  value,
  onLeast,
}: {
  value: number | undefined;
  onLeast(ms: number | undefined): void;
}) {
  const [text, setText] = useState(value === undefined ? '' : formatDuration(value).replace('\u202f', ' '));
  const ms = durationOf(text);
  const tell = (): void => {
    if (text.trim() === '') onLeast(undefined);
    else if (ms !== null) onLeast(ms);
  };
  return (
    <TextInput
      aria-label="Least duration"
      placeholder="At least, e.g. 1.5 s"
      w={130}
      value={text}
      error={text.trim() !== '' && ms === null}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => event.key === 'Enter' && tell()}
    />
  );
}
