/** Backups that this version cannot use, with the reason: they are there, and their contents are kept. */
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import type { UnreadableBackup } from '#contract/backups';
import { plural } from '../../ui/format';
import { useRemoveBackup } from './use-remove-backup';

interface UnreadableBackupsProps {
  backups: readonly UnreadableBackup[];
  folder: string | null;
}

export function UnreadableBackups({ backups, folder }: UnreadableBackupsProps) {
  const remove = useRemoveBackup(folder);
  if (backups.length === 0) return null;
  return (
    <Alert color="yellow" title={`${plural(backups.length, 'backup')} of this folder cannot be used`}>
      <Stack gap="xs">
        {backups.map(({ name, reason }) => (
          <Group key={name} justify="space-between" wrap="nowrap">
            <Text size="sm">
              <Code>{name}</Code> {reason}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Remove ${name}`}
              loading={remove.removing === name}
              onClick={() => void remove.ask(name)}
            >
              Remove…
            </Button>
          </Group>
        ))}
        <Text size="sm" c="dimmed">
          While one is there, contents that no backup needs any more are kept, since it may need them.
        </Text>
      </Stack>
    </Alert>
  );
}
