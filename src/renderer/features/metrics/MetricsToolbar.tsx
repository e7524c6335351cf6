/** What is shown of the metrics: engine, annotations, and the figures to take away. */
import { ActionIcon, Checkbox, Group, Menu, Select, Tooltip } from '@mantine/core';
import { IconDownload, IconFlag } from '@tabler/icons-react';
import type { EngineInfo } from '#contract/system';
import { AnnotationKind } from '#contract/metrics';
import { kindLabels } from './chart-data';
import { RangePicker } from './RangePicker';
import { type MetricsSearch, toggled } from './search';

interface MetricsToolbarProps {
  search: MetricsSearch;
  engines: readonly EngineInfo[];
  from: number;
  to: number;
  onChange(search: MetricsSearch): void;
  /** Undefined while there is nothing to take away. */
  onDownload: (() => void) | undefined;
}

export function MetricsToolbar({ search, engines, onDownload, ...range }: MetricsToolbarProps) {
  const { onChange } = range;
  const unmarked = search.unmarked ?? [];
  return (
    <Group gap={8} justify="space-between">
      <RangePicker search={search} {...range} />
      <Group gap={6}>
        <Select
          aria-label="Engine"
          placeholder="All engines"
          w={130}
          clearable
          data={engines.map(({ name }) => name)}
          value={search.engine ?? null}
          onChange={(engine) => onChange({ ...search, engine: engine ?? undefined })}
        />
        <Menu closeOnItemClick={false} position="bottom-end">
          <Menu.Target>
            <Tooltip label="What is marked">
              <ActionIcon aria-label="What is marked">
                <IconFlag size={17} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Marks on the charts</Menu.Label>
            {AnnotationKind.options.map((kind) => (
              <Menu.Item
                key={kind}
                role="menuitemcheckbox"
                aria-checked={!unmarked.includes(kind)}
                leftSection={
                  <Checkbox size="xs" readOnly tabIndex={-1} checked={!unmarked.includes(kind)} aria-hidden />
                }
                onClick={() => onChange({ ...search, unmarked: toggled(search.unmarked, kind) })}
              >
                {kindLabels[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Tooltip label="Download as CSV">
          <ActionIcon aria-label="Download as CSV" onClick={onDownload} disabled={onDownload === undefined}>
            <IconDownload size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}
