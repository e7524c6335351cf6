/** View, search, engine, order, and the error codes with how many letters each has. */
import type { ReactNode } from 'react';
import { Group, Pill, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { SearchField } from '../../../ui/SearchField';
import type { FailedSearch, FailedView } from '../search';
import { CodeChips } from './CodeChips';

interface FilterBarProps {
  search: FailedSearch;
  view: FailedView;
  onChange(part: FailedSearch): void;
  children: ReactNode;
}

const orders = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
];
const spans = [
  { value: '24', label: 'Last 24 h' },
  { value: '168', label: 'Last 7 days' },
];

export function FilterBar({ search, view, onChange, children }: FilterBarProps) {
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  const change = (part: FailedSearch): void => onChange({ letter: undefined, ...part });
  return (
    <Group gap="sm">
      {children}
      <SearchField
        label="Search failed runs"
        placeholder={view === 'trash' ? 'File, error or reason' : 'File, error or any option'}
        value={search.q ?? ''}
        // A letter that was opened while the text was not told yet stays open.
        onSearch={(q) => q !== (search.q ?? '') && onChange({ q: q || undefined })}
        width={230}
      />
      {view !== 'trash' && (
        <>
          <Select
            aria-label="Engine"
            placeholder="Any engine"
            w={116}
            clearable
            data={engines.map(({ name }) => name)}
            value={search.engine ?? null}
            onChange={(engine) => change({ engine: engine ?? undefined })}
          />
          <CodeChips engine={search.engine} code={search.code} onChange={(code) => change({ code })} />
          {search.fingerprint && (
            <Pill
              withRemoveButton
              onRemove={() => change({ fingerprint: undefined, view: 'letters' })}
              removeButtonProps={{ 'aria-label': 'Any fingerprint', 'aria-hidden': false }}
            >
              Same error: {search.fingerprint.slice(0, 10)}
            </Pill>
          )}
        </>
      )}
      {view === 'letters' && (
        <Select
          aria-label="Order"
          w={124}
          ml="auto"
          allowDeselect={false}
          data={orders}
          value={search.order ?? 'newest'}
          onChange={(order) => change({ order: order === 'oldest' ? 'oldest' : undefined })}
        />
      )}
      {view === 'groups' && (
        <Select
          aria-label="Time of the charts"
          w={118}
          ml="auto"
          allowDeselect={false}
          data={spans}
          value={String(search.hours ?? 24)}
          onChange={(hours) => change({ hours: hours === '168' ? 168 : undefined })}
        />
      )}
    </Group>
  );
}
