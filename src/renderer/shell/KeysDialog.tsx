/** The keyboard map. */
import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import { useDialogs } from '../state/dialogs';
import { capabilities } from './capabilities';
import { keySections } from './key-map';
import classes from './KeysDialog.module.css';

function keyName(key: string): string {
  if (key !== 'mod') return key;
  return capabilities.mac ? '⌘' : 'Ctrl';
}

export function KeysDialog() {
  const opened = useDialogs((state) => state.open === 'keys');
  const close = useDialogs((state) => state.close);
  return (
    <Modal opened={opened} onClose={close} title="Keys" size="lg">
      <div className={classes.columns}>
        {keySections.map((section) => (
          <Stack key={section.title} className={classes.section ?? ''} gap={6}>
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
      </div>
    </Modal>
  );
}
