/** The keyboard map. */
import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDialogs } from '../state/dialogs';
import { capabilities } from './capabilities';
import { keySections } from './key-map';

function keyName(key: string): string {
  if (key !== 'mod') return key;
  return capabilities.mac ? '⌘' : 'Ctrl';
}

export function KeysDialog() {
  const opened = useDialogs((state) => state.open === 'keys');
  const close = useDialogs((state) => state.close);
  return (
    <Modal opened={opened} onClose={close} title="Keys" size="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {keySections.map((section) => (
          <Stack key={section.title} gap={6}>
            <Title order={3}>{section.title}</Title>
            {section.entries.map((entry) => (
              <Group key={entry.does} justify="space-between" wrap="nowrap">
                <Text size="sm">{entry.does}</Text>
                <Group gap={4} wrap="nowrap">
                  {entry.keys.map((key) => (
                    <Kbd key={key} size="xs">
                      {keyName(key)}
                    </Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
