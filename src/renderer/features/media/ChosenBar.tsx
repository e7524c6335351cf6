/** What can be done with the chosen assets. */
import { Button, Group, Paper } from '@mantine/core';
import { IconFolderPlus, IconThumbDown, IconThumbUp, IconX } from '@tabler/icons-react';
import { plural } from '../../ui/format';
import { ClusterPicker } from './ClusterPicker';
import { useClusterActs } from './clusters/use-cluster-acts';
import { type MediaSearch, withExample } from './search/media-search';

interface ChosenBarProps {
  ids: ReadonlySet<string>;
  search: MediaSearch;
  onSearch(next: MediaSearch): void;
  onClear(): void;
}

const mostExamples = 20;

export function ChosenBar({ ids, search, onSearch, onClear }: ChosenBarProps) {
  const acts = useClusterActs();
  if (ids.size === 0) return null;
  const list = [...ids];
  const example = (side: 'like' | 'unlike') => {
    onSearch({ ...withExample(search, list.slice(0, mostExamples), side), view: undefined });
    onClear();
  };
  return (
    <Paper withBorder shadow="md" p={8} mx="md" my="sm" role="toolbar" aria-label="Chosen assets">
      <Group gap="xs">
        <strong>{plural(ids.size, 'asset')} chosen</strong>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconThumbUp size={14} />}
          onClick={() => example('like')}
        >
          Find more like these
        </Button>
        {(search.like ?? search.picture) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconThumbDown size={14} />}
            onClick={() => example('unlike')}
          >
            Not like these
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderPlus size={14} />}
          loading={acts.busy}
          onClick={() => {
            acts.move(list, null);
            onClear();
          }}
        >
          Put into a cluster of their own
        </Button>
        <ClusterPicker
          disabled={acts.busy}
          onPick={(id) => {
            acts.move(list, id);
            onClear();
          }}
        />
        <Button size="xs" variant="subtle" leftSection={<IconX size={14} />} onClick={onClear}>
          Choose none
        </Button>
      </Group>
    </Paper>
  );
}
