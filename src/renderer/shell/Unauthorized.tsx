/** The page for a browser without a session. */
import { Button, Center, Code, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { errorCatalogue } from '#contract/errors';

export function Unauthorized() {
  return (
    <Center h="100vh" p="xl" component="main">
      <Stack maw={460} align="flex-start" gap="md">
        <ThemeIcon size={44} radius="xl" variant="light">
          <IconLock size={22} />
        </ThemeIcon>
        <Title order={1}>This browser is not signed in</Title>
        <Text>{errorCatalogue.UNAUTHORIZED.action}</Text>
        <Text size="sm" c="dimmed">
          The instance prints a line like the one below when it starts. The link works once and signs this
          browser in for thirty days.
        </Text>
        <Code block>Flightline ready at {window.location.origin}/?token=…</Code>
        <Button onClick={() => location.reload()}>I have opened it: reload</Button>
      </Stack>
    </Center>
  );
}
