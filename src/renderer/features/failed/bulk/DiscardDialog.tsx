/** Asks for the reason why dead letters are discarded; it goes into the audit log. */
import { useState } from 'react';
import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { trashDays } from '#contract/dead-letters';
import { plural } from '../../../ui/format';
import type { BulkDialogProps } from './BulkDialogs';
import { useCount } from './use-count';
import { useStartBulk } from './use-start-bulk';

const longestReason = 500;

export function DiscardDialog({ asked, onClose, onStarted }: BulkDialogProps) {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const counted = useCount(asked);
  const count = counted ?? asked.count;
  const bulk = useStartBulk(() => {
    onStarted();
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={`Discard ${count === null ? '…' : plural(count, 'failed run')}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given) bulk.start({ verb: 'discard', target: asked.target, reason: given });
        }}
      >
        <Text size="sm" mb="sm">
          This is for {asked.about}. They go to the trash, from which they can be restored for {trashDays}{' '}
          days. The reason is kept in the audit log.
        </Text>
        <Textarea
          data-autofocus
          label="Reason"
          placeholder="e.g. test flights, not needed"
          required
          maxLength={longestReason}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            Keep them
          </Button>
          <Button type="submit" color="red" loading={bulk.busy} disabled={!given || count === 0}>
            Discard
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
