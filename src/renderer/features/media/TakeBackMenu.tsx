/** The last acts that can still be taken back, the latest first; also after the page was loaded anew. */
import { Button, Menu, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Time } from '../../ui/Time';

interface TakeBackMenuProps {
  acts: readonly { key: string; at: number; title: string }[];
  busy: boolean;
  onTakeBack(key: string): void;
}

export function TakeBackMenu({ acts, busy, onTakeBack }: TakeBackMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          disabled={acts.length === 0}
          loading={busy}
        >
          Take back
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ key, at, title }) => (
          <Menu.Item key={key} onClick={() => onTakeBack(key)}>
            {title}
            <Text span size="xs" c="dimmed" ml="xs">
              <Time at={at} />
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
