/** Filters of the audit log. */
import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AuditOutcome } from '#contract/audit';
import { trpc } from '../../shell/api';
import { SearchField } from '../../ui/SearchField';
import { periods, type AuditSearch, type Period } from './search';

interface AuditToolbarProps {
  search: AuditSearch;
  onChange(search: AuditSearch): void;
}

export function AuditToolbar({ search, onChange }: AuditToolbarProps) {
  const names = useQuery(trpc.audit.names.queryOptions()).data ?? { acts: [], actors: [] };
  return (
    <Group gap="sm">
      <SearchField
        label="Search the audit log"
        placeholder="Anything in an entry"
        value={search.q ?? ''}
        onSearch={(q) => onChange({ ...search, q: q || undefined })}
      />
      <Select
        aria-label="What was done"
        placeholder="Any act"
        searchable
        clearable
        w={190}
        data={names.acts}
        value={search.act ?? null}
        onChange={(act) => onChange({ ...search, act: act ?? undefined })}
      />
      <Select
        aria-label="Who did it"
        placeholder="Anybody"
        clearable
        w={130}
        data={names.actors}
        value={search.actor ?? null}
        onChange={(actor) => onChange({ ...search, actor: actor ?? undefined })}
      />
      <Select
        aria-label="Outcome"
        placeholder="Any outcome"
        clearable
        w={140}
        data={AuditOutcome.options}
        value={search.outcome ?? null}
        onChange={(value) =>
          onChange({ ...search, outcome: AuditOutcome.options.find((one) => one === value) })
        }
      />
      <Select
        aria-label="Period"
        placeholder="Any time"
        clearable
        w={140}
        data={Object.entries(periods).map(([value, label]) => ({ value, label }))}
        value={search.period ?? null}
        onChange={(value) => onChange({ ...search, period: (value as Period | null) ?? undefined })}
      />
    </Group>
  );
}
