/** Names a cluster to put the chosen assets into. */
import { useState } from 'react';
import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { plural } from '../../ui/format';

const mostListed = 50;

export function ClusterPicker({ disabled, onPick }: { disabled: boolean; onPick(id: string): void }) {
  const [text, setText] = useState('');
  const query = { search: text.trim() || undefined, sort: 'name', minSize: 1, limit: mostListed } as const;
  const rows = useQuery(trpc.media.clusters.queryOptions(query, { placeholderData: keepPreviousData })).data
    ?.rows;
  const named = rows?.filter(({ name }) => name !== null) ?? [];
  return (
    <Select
      size="xs"
      w={210}
      aria-label="Put into a cluster"
      placeholder="Put into a cluster by name"
      searchable
      disabled={disabled}
      value={null}
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={text ? 'No cluster has that name' : 'No cluster has a name yet'}
      filter={({ options }) => options}
      data={named.map(({ id, name, size }) => ({
        value: id,
        label: `${name ?? ''} (${plural(size, 'asset')})`,
      }))}
      onChange={(id) => {
        if (id) onPick(id);
      }}
    />
  );
}
