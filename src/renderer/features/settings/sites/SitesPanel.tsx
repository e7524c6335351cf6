/** All sites, searched by name; a site opens to be renamed or removed. */
import { useState } from 'react';
import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { SitesPage, type Site, type SiteSource } from '#contract/geolookup';
import { useEngineQuery } from '../../../shell/engine-questions';
import { problemOf } from '../../../shell/problem';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { SearchField } from '../../../ui/SearchField';
import { SortTable, type SortColumn } from '../../../ui/SortTable';
import { formatCount, formatNumber } from '../../../ui/format';
import { SiteDialog } from './SiteDialog';
import classes from '../Settings.module.css';

interface SitesPanelProps {
  sources: readonly SiteSource[];
  sourceId: string | null;
  onSource(sourceId: string | null): void;
}

const pageSize = 100;
const kindNames = { takeoff: 'take-off', landing: 'landing', other: 'other' };

function columnsFor(sources: readonly SiteSource[]): SortColumn<Site>[] {
  const nameOf = new Map(sources.map(({ id, name }) => [id, name]));
  return [
    {
      key: 'name',
      header: 'Name',
      value: (row) => row.name,
      cell: (row) => (row.named ? row.name : <em>{row.name}</em>),
    },
    { key: 'kind', header: 'Kind', value: (row) => row.kind, cell: (row) => kindNames[row.kind] },
    {
      key: 'country',
      header: 'Country',
      value: (row) => row.countryIso2,
      cell: (row) => row.countryIso2 ?? '–',
    },
    {
      key: 'altitude',
      header: 'Altitude',
      value: (row) => row.altM,
      cell: (row) => formatNumber(row.altM, 0, 'm'),
      right: true,
    },
    {
      key: 'place',
      header: 'Position',
      value: (row) => row.lat,
      cell: (row) => `${row.lat.toFixed(4)}, ${row.lon.toFixed(4)}`,
    },
    {
      key: 'takeoffs',
      header: 'Take-offs',
      value: (row) => row.takeoffs,
      cell: (row) => formatCount(row.takeoffs),
      right: true,
    },
    {
      key: 'list',
      header: 'List',
      value: (row) => nameOf.get(row.sourceId) ?? '',
      cell: (row) => nameOf.get(row.sourceId) ?? row.sourceId,
    },
  ];
}

export function SitesPanel({ sources, sourceId, onSource }: SitesPanelProps) {
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const [opened, setOpened] = useState<Site | null>(null);
  const input = { text, offset, limit: pageSize, ...(sourceId === null ? {} : { sourceId }) };
  const page = useEngineQuery({ engine: 'geolookup', name: 'sites', input, schema: SitesPage });
  const total = page.data?.total ?? 0;
  const search = (next: string): void => {
    setText(next);
    setOffset(0);
  };
  const last = Math.min(offset + pageSize, total);
  return (
    <Panel
      title="Sites"
      flush
      aside={
        <>
          <span className="tabular">
            {total === 0 ? '0' : `${formatCount(offset + 1)}–${formatCount(last)} of ${formatCount(total)}`}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - pageSize))}
          >
            Before
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={last >= total}
            onClick={() => setOffset(offset + pageSize)}
          >
            Next
          </Button>
        </>
      }
    >
      <Group gap="xs" px={14} pb={8}>
        <SearchField label="Search sites" placeholder="Name" value={text} onSearch={search} />
        <Select
          aria-label="Which list"
          placeholder="All lists"
          clearable
          value={sourceId}
          onChange={(next) => {
            onSource(next);
            setOffset(0);
          }}
          data={sources.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Group>
      {page.isError && <ProblemPanel problem={problemOf(page.error)} onRetry={() => void page.refetch()} />}
      {page.isPending && <Skeleton h={200} />}
      {page.data && (
        <div className={classes.sites}>
          <SortTable
            label="Sites"
            rows={page.data.sites}
            columns={columnsFor(sources)}
            keyOf={(row) => row.id}
            onOpen={setOpened}
            empty={text === '' ? 'No site is known yet.' : 'No site of this name.'}
          />
        </div>
      )}
      {opened && <SiteDialog key={opened.id} site={opened} onClose={() => setOpened(null)} />}
      <Text size="xs" c="dimmed" px={14} py={8}>
        A row opens the site, to rename or remove it.
      </Text>
    </Panel>
  );
}
