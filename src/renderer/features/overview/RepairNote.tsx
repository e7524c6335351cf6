/** Says what start-up mended after an unclean end, until it is read. */
import { Alert, List, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBandage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { Time } from '../../ui/Time';

export function RepairNote() {
  const repair = useQuery(trpc.system.info.queryOptions()).data?.repair;
  const [read, setRead] = useLocalStorage({ key: 'flightline-repair-read', defaultValue: 0 });
  if (!repair || repair.cleanEnd || repair.messages.length === 0 || read >= repair.at) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconBandage size={18} />}
      title="The instance did not end in order last time, and mended itself"
      withCloseButton
      closeButtonLabel="I have read it"
      onClose={() => setRead(repair.at)}
    >
      <List size="sm" spacing={2}>
        {repair.messages.map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed" mt={6}>
        At the start, <Time at={repair.at} />. Nothing that was acknowledged is lost.
      </Text>
    </Alert>
  );
}
