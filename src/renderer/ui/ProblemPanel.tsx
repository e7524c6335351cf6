/** An error where content should be: what happened, what to do, and a button to try again. */
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';

interface ProblemPanelProps {
  title?: string;
  problem: { code: string; message: string; action: string };
  onRetry?: (() => void) | undefined;
}

export function ProblemPanel({ title = 'This could not be read', problem, onRetry }: ProblemPanelProps) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={title}
      role="alert"
      m="md"
    >
      <Stack gap="xs">
        <Text size="sm">{problem.message}</Text>
        <Text size="sm">{problem.action}</Text>
        <Group gap="sm">
          {onRetry && (
            <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
              Try again
            </Button>
          )}
          <Code>{problem.code}</Code>
        </Group>
      </Stack>
    </Alert>
  );
}
