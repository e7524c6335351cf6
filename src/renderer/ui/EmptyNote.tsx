/** What stands where there is nothing yet: says why, and what to do about it. */
import type { ReactNode } from 'react';
import { Center, Stack, Text, ThemeIcon } from '@mantine/core';

interface EmptyNoteProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

export function EmptyNote({ icon, title, children, actions }: EmptyNoteProps) {
  return (
    <Center p="xl" mih={220}>
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={48} radius="xl" variant="light" color="gray" aria-hidden>
          {icon}
        </ThemeIcon>
        <Text fw={600} size="lg" ta="center">
          {title}
        </Text>
        {children && (
          <Text size="sm" c="dimmed" ta="center" component="div">
            {children}
          </Text>
        )}
        {actions}
      </Stack>
    </Center>
  );
}
