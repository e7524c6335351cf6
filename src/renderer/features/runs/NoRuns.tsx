/** What stands on the runs page when there is nothing to list. */
import { Button, Group } from '@mantine/core';
import { IconFilterOff, IconPlaneInflight } from '@tabler/icons-react';
import { pickers } from '../../shell/pickers';
import { EmptyNote } from '../../ui/EmptyNote';

export function NoRuns({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  if (filtered) {
    return (
      <EmptyNote
        icon={<IconFilterOff size={26} />}
        title="No run matches this filter"
        actions={
          <Button variant="default" onClick={onClear}>
            Show all runs
          </Button>
        }
      >
        Search looks in file names, ids and error messages.
      </EmptyNote>
    );
  }
  return (
    <EmptyNote
      icon={<IconPlaneInflight size={26} />}
      title="No runs yet"
      actions={
        <Group gap="sm">
          <Button onClick={() => pickers.files()}>Choose files</Button>
          <Button variant="default" onClick={() => pickers.folder()}>
            Choose a folder
          </Button>
        </Group>
      }
    >
      Drop flights (.igc) or whole folders anywhere in this window. Each file is recognised by its content,
      queued and worked through; this table shows it from the first second.
    </EmptyNote>
  );
}
