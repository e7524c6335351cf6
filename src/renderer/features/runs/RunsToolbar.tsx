/** Filters of the runs table; all of them live in the address. */
import { ActionIcon, Group, Menu, Pill, Select, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Lane, lanes } from '#contract/queues';
import type { EngineInfo } from '#contract/system';
import { trpc } from '../../shell/api';
import { usePreferences } from '../../state/preferences';
import { SearchField } from '../../ui/SearchField';
import { fixedColumns, tableName, type RunColumn } from './columns';
import { baseFilterOf, toggledState, type RunsSearch } from './search';
import { StateChips } from './StateChips';

interface RunsToolbarProps {
  search: RunsSearch;
  engines: readonly EngineInfo[];
  columns: readonly RunColumn[];
  onChange(search: RunsSearch): void;
}

export function RunsToolbar({ search, engines, columns, onChange }: RunsToolbarProps) {
  return (
    <Group gap={8} align="center">
      <SearchField
        width={190}
        label="Search runs"
        placeholder="File, id or error"
        value={search.q ?? ''}
        onSearch={(q) => onChange({ ...search, q: q || undefined })}
      />
      <StateChips
        base={baseFilterOf(search)}
        chosen={search.states ?? []}
        onToggle={(state) => onChange(toggledState(search, state))}
      />
      <Group gap={6} ml="auto">
        {search.batch && (
          <BatchPill id={search.batch} onRemove={() => onChange({ ...search, batch: undefined })} />
        )}
        <Select
          aria-label="Engine"
          placeholder="Any engine"
          w={116}
          clearable
          data={engines.map((engine) => ({ value: engine.name, label: engine.name }))}
          value={search.engine ?? null}
          onChange={(engine) => onChange({ ...search, engine: engine ?? undefined })}
        />
        <Select
          aria-label="Lane"
          placeholder="Any lane"
          w={104}
          clearable
          data={[...lanes]}
          value={search.lane ?? null}
          onChange={(lane) => onChange({ ...search, lane: lane ? Lane.parse(lane) : undefined })}
        />
        <ColumnsMenu columns={columns} />
      </Group>
    </Group>
  );
}

function BatchPill({ id, onRemove }: { id: string; onRemove(): void }) {
  const batch = useQuery(trpc.batches.get.queryOptions({ id })).data;
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': 'All batches', 'aria-hidden': false }}
    >
      Batch: {batch?.name ?? id.slice(0, 8)}
    </Pill>
  );
}

function ColumnsMenu({ columns }: { columns: readonly RunColumn[] }) {
  const hidden = usePreferences((state) => state.hiddenColumns[tableName]) ?? [];
  const toggle = usePreferences((state) => state.toggleColumn);
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label="Columns">
          <ActionIcon variant="default" size={30} aria-label="Columns">
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter((column) => !fixedColumns.has(column.key))
          .map((column) => (
            <Menu.Item
              key={column.key}
              role="menuitemcheckbox"
              aria-checked={!hidden.includes(column.key)}
              leftSection={<span aria-hidden>{hidden.includes(column.key) ? ' ' : '✓'}</span>}
              onClick={() => toggle(tableName, column.key)}
            >
              {column.header}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
