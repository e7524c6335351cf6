/** The last merges, splits and moves, each of which can still be taken back; also after the page was loaded anew. */
import { Button, Menu, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { plural } from '../../../ui/format';
import { Time } from '../../../ui/Time';
import type { useClusterActs } from './use-cluster-acts';

export function RecentActs({ acts }: { acts: ReturnType<typeof useClusterActs> }) {
  const recent = useQuery(trpc.media.undoableActs.queryOptions()).data ?? [];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          disabled={recent.length === 0}
          loading={acts.busy}
        >
          Take back
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {recent.map(({ actKey, madeAt, moved, into }) => (
          <Menu.Item key={actKey} onClick={() => acts.undo(actKey)}>
            {plural(moved, 'asset')} moved into {into ?? 'a cluster without a name'}
            <Text span size="xs" c="dimmed" ml="xs">
              <Time at={madeAt} />
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
