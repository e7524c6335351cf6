/** Asks for the reason why dead letters are discarded; it goes into the audit log. */
import { useState } from 'react';
import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { plural } from '../../ui/format';

interface DiscardDialogProps {
  ids: readonly string[];
  onClose(): void;
  onDiscard(reason: string): void;
}

const longestReason = 500;

export function DiscardDialog({ ids, onClose, onDiscard }: DiscardDialogProps) {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Modal opened={ids.length > 0} onClose={onClose} title={`Discard ${plural(ids.length, 'failed run')}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given) onDiscard(given);
          setReason('');
        }}
      >
        <Text size="sm" mb="sm">
          They leave this list for good. The reason is kept in the audit log.
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
          <Button type="submit" color="red" disabled={!given}>
            Discard
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
