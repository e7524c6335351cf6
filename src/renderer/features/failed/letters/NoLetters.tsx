/** What stands on the failed page when there is nothing to list. */
import { Button } from '@mantine/core';
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { EmptyNote } from '../../../ui/EmptyNote';

export function NoLetters({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  if (filtered) {
    return (
      <EmptyNote
        icon={<IconFilterOff size={26} />}
        title="No failed run matches this filter"
        actions={
          <Button variant="default" onClick={onClear}>
            Show all failed runs
          </Button>
        }
      />
    );
  }
  return (
    <EmptyNote icon={<IconCircleCheck size={26} />} title="Nothing has failed">
      A run comes here when its last attempt failed, or at once when its input can never succeed. It stays
      until somebody retries or discards it, with its input, every attempt and every stack.
    </EmptyNote>
  );
}
