/** The text of a notification with a button that takes the act back. */
import type { ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { client, queryClient, trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { plural } from '../../../ui/format';

interface UndoNoteProps {
  /** Key of the act, or id of the bulk act; null when there is nothing to take back. */
  act: string | null;
  noteId: string;
  children: ReactNode;
}

/** Outlives the page that showed it, so it takes the client itself. */
async function undo(act: string, noteId: string): Promise<void> {
  notifications.hide(noteId);
  try {
    const bulk = await client.deadLetters.startBulk.mutate({ request: { verb: 'undo', act }, key: newKey() });
    notifications.show({
      color: bulk.done < bulk.total ? 'yellow' : 'teal',
      title: bulk.finishedAt === null ? 'Being taken back' : `${plural(bulk.done, 'letter')} as before`,
      message: bulk.message ?? '',
    });
  } catch (error) {
    tellProblem('It was not taken back', error);
  }
  void queryClient.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
  void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
}

export function UndoNote({ act, noteId, children }: UndoNoteProps) {
  return (
    <Group gap="xs" justify="space-between">
      <span>{children}</span>
      {act !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => void undo(act, noteId)}
        >
          Undo
        </Button>
      )}
    </Group>
  );
}
