/** Silences a rule, or all of them, for a while and for a reason. */
import { useState } from 'react';
import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useAlertActs } from './use-alert-acts';

interface SilenceDialogProps {
  /** Null for all rules. */
  ruleId: string | null;
  name: string;
  onClose(): void;
}

const lengths = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '240', label: '4 h' },
  { value: '1440', label: '1 d' },
  { value: '10080', label: '7 d' },
];

export function SilenceDialog({ ruleId, name, onClose }: SilenceDialogProps) {
  const [minutes, setMinutes] = useState('60');
  const [reason, setReason] = useState('');
  const acts = useAlertActs();
  const ready = reason.trim() !== '';
  return (
    <Modal opened onClose={onClose} title={`Silence ${name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          acts.silence({ ruleId, minutes: Number(minutes), reason: reason.trim() });
          onClose();
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            It goes on being watched and written down; nobody is told until the silence ends.
          </Text>
          <SegmentedControl aria-label="For how long" data={lengths} value={minutes} onChange={setMinutes} />
          <TextInput
            data-autofocus
            label="Reason"
            required
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave
            </Button>
            <Button type="submit" disabled={!ready}>
              Silence
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
