/** Asks how many letters are to be queued again, and how carefully. */
import { useState } from 'react';
import { Button, Group, Modal, Text } from '@mantine/core';
import { formatCount, plural } from '../../../ui/format';
import type { BulkDialogProps } from './BulkDialogs';
import { Pace, paceFor } from './Pace';
import { useCount } from './use-count';
import { useStartBulk } from './use-start-bulk';

export function RetryDialog({ asked, onClose, onStarted }: BulkDialogProps) {
  const { target, about } = asked;
  const counted = useCount(asked);
  const count = counted ?? asked.count;
  const [pace, setPace] = useState(() => paceFor(asked.count));
  const bulk = useStartBulk(() => {
    onStarted();
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={`Retry ${count === null ? '…' : plural(count, 'failed run')}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          bulk.start({ verb: 'retry', target, ...pace });
        }}
      >
        <Text size="sm">
          {`This is for ${about}: ${count === null ? 'being counted' : formatCount(count)}. `}
          They are queued again in their own lanes, with their original input and options.
        </Text>
        <Pace value={pace} onChange={setPace} />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            Leave as is
          </Button>
          <Button data-autofocus type="submit" loading={bulk.busy} disabled={count === 0}>
            Retry them
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
