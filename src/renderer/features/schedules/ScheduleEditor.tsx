/** Makes a schedule or changes one. */
import { useState } from 'react';
import { Button, Drawer, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schedule } from '#contract/schedules';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { problemOf } from '../../shell/problem';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { ClockFields } from './ClockFields';
import { draftOf, inputOf, type Draft } from './draft';
import { WorkFields } from './WorkFields';
import { workKinds } from './work-kinds';

interface ScheduleEditorProps {
  /** Null for a new one. */
  schedule: Schedule | null;
  onClose(): void;
}

export function ScheduleEditor({ schedule, onClose }: ScheduleEditorProps) {
  const cache = useQueryClient();
  const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [draft, setDraft] = useState(() => draftOf(schedule, ownTimeZone));
  const [missing, setMissing] = useState<string | null>(null);
  const save = useMutation(
    trpc.schedules.save.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: trpc.schedules.pathKey() });
        onClose();
      },
    }),
  );
  const change = (some: Partial<Draft>): void => {
    setMissing(null);
    setDraft((before) => ({ ...before, ...some }));
  };
  const submit = (): void => {
    const input = inputOf(draft);
    if (typeof input === 'string') setMissing(input);
    else save.mutate({ ...input, key: newKey(), ...(schedule ? { id: schedule.id } : {}) });
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={620}
      title={schedule ? `Edit “${schedule.name}”` : 'New schedule'}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label="Name"
            required
            maxLength={120}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <SegmentedControl
            aria-label="What it does"
            data={Object.entries(workKinds).map(([value, label]) => ({ value, label }))}
            value={draft.kind}
            onChange={(kind) => change({ kind: kind as Draft['kind'] })}
          />
          <WorkFields draft={draft} onChange={change} />
          <ClockFields draft={draft} onChange={change} />
          {missing !== null && (
            <Text size="sm" c="red" role="alert">
              {missing}
            </Text>
          )}
          {save.isError && <ProblemPanel title="It was not saved" problem={problemOf(save.error)} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {schedule ? 'Save' : 'Add the schedule'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
