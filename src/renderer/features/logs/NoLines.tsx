/** What stands in place of lines that are not there. */
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconFilterOff, IconFileText } from '@tabler/icons-react';
import { EmptyNote } from '../../ui/EmptyNote';
import { formatForList } from '../../ui/time-format';
import { useToday } from '../../ui/clock';
import type { Logs } from './use-logs';

interface NoLinesProps {
  logs: Logs;
  filtered: boolean;
  onClear(): void;
}

export function NoLines({ logs, filtered, onClear }: NoLinesProps) {
  const today = useToday();
  if (logs.loading) {
    return (
      <Stack gap={6} p="md" role="status" aria-label="Reading the log">
        {Array.from({ length: 18 }, (_, index) => (
          <Skeleton key={index} h={14} w={`${50 + ((index * 37) % 45)}%`} />
        ))}
      </Stack>
    );
  }
  if (logs.error !== null) return null;
  if (!filtered) {
    return (
      <EmptyNote icon={<IconFileText size={26} />} title="Nothing was logged yet">
        Lines appear here as the processes write them.
      </EmptyNote>
    );
  }
  return (
    <EmptyNote
      icon={<IconFilterOff size={26} />}
      title="No line matches this filter"
      actions={
        <Stack gap="xs" align="center">
          {logs.hasOlder && (
            <Button loading={logs.loadingOlder} onClick={logs.loadOlder}>
              Look further back
            </Button>
          )}
          <Button variant="default" onClick={onClear}>
            Show all lines
          </Button>
        </Stack>
      }
    >
      {logs.hasOlder && logs.reachedAt !== null
        ? `Looked back to ${formatForList(logs.reachedAt, today)}; older lines were not read yet.`
        : 'New lines that match appear by themselves.'}
    </EmptyNote>
  );
}
