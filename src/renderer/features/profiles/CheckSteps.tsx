/** What a test of a connection found, step by step. */
import { Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ProfileCheck } from '#contract/profiles';

const names: Record<ProfileCheck['steps'][number]['what'], string> = {
  redis: 'Redis',
  database: 'PostgreSQL',
  tables: 'Tables',
};

export function CheckSteps({ check }: { check: ProfileCheck }) {
  return (
    <Stack gap={4} role="status" aria-label="Result of the test">
      {check.steps.map(({ what, ok, detail }) => (
        <Group key={what} gap={8} wrap="nowrap" align="flex-start">
          {ok ? (
            <IconCircleCheck size={17} color="var(--mantine-color-teal-filled)" aria-label="It suits" />
          ) : (
            <IconCircleX size={17} color="var(--mantine-color-red-filled)" aria-label="It does not suit" />
          )}
          <Text size="sm">
            <strong>{names[what]}:</strong> {detail}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
