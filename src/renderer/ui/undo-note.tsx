/** Says what was done and offers to take it back while the note is there. */
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';

const shownMs = 12_000;

/** @param key by which `dropUndoNote` finds it, once there is nothing to take back any more */
export function tellUndoable(title: string, undo: () => void, key?: string): void {
  const id = notifications.show({
    id: key,
    color: 'teal',
    title,
    autoClose: shownMs,
    message: (
      <Group gap="sm" justify="space-between">
        <Text size="sm" c="dimmed">
          It can be taken back.
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}

export function dropUndoNote(key: string): void {
  notifications.hide(key);
}
