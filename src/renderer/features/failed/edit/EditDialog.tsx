/** Edits the payload of one letter: checked as one types, compared with the original, tried out, queued again. */
import { Suspense, useState } from 'react';
import { Button, Group, Modal, Skeleton, Tabs, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient, skipToken, keepPreviousData } from '@tanstack/react-query';
import { LetterPayload } from '#contract/dead-letters';
import type { PayloadForm } from '#contract/letter-edits';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { problemOf } from '../../../shell/problem';
import { LazyJsonDiff, LazyJsonEditor, jsonText } from '../../../ui/json/lazy';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { UndoNote } from '../bulk/UndoNote';
import { DryRunView } from './DryRunView';
import { IssueList } from './IssueList';
import { readJson } from './read-json';

interface EditDialogProps {
  id: string;
  onClose(): void;
  /** The letter has gone. */
  onDone(): void;
}

export function EditDialog(props: EditDialogProps) {
  const form = useQuery(trpc.deadLetters.form.queryOptions({ id: props.id }, { staleTime: Infinity }));
  return (
    <Modal opened onClose={props.onClose} title="Edit the payload" size={760} closeOnEscape={false}>
      {form.isError && <ProblemPanel problem={problemOf(form.error)} onRetry={() => void form.refetch()} />}
      {form.isLoading && <Skeleton h={320} />}
      {form.data && <PayloadEditor {...props} form={form.data} />}
    </Modal>
  );
}

const checkAfterMs = 250;

function PayloadEditor({ id, form, onClose, onDone }: EditDialogProps & { form: PayloadForm }) {
  const original = jsonText(form.payload);
  const [text, setText] = useState(original);
  const [tab, setTab] = useState<string | null>('edit');
  const read = readJson(text);
  const [settled] = useDebouncedValue(text, checkAfterMs);
  const toCheck = readJson(settled);
  const check = useQuery(
    trpc.deadLetters.check.queryOptions('value' in toCheck ? { id, payload: toCheck.value } : skipToken, {
      placeholderData: keepPreviousData,
    }),
  );
  const issues = 'value' in read ? (check.data ?? []) : [];
  const parsed = 'value' in read ? LetterPayload.safeParse(read.value) : null;
  const isChecked = settled === text && !check.isFetching;
  const payload = parsed?.success && issues.length === 0 && isChecked ? parsed.data : null;

  const cache = useQueryClient();
  const tryOut = useMutation(
    trpc.deadLetters.dryRun.mutationOptions({
      onSuccess: () => setTab('dry-run'),
      onError: (error) => tellProblem('It was not tried out', error),
    }),
  );
  const queue = useMutation(
    trpc.deadLetters.edit.mutationOptions({
      onSuccess: ({ known }, { key }) => {
        void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
        void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
        const note = `edit-${key}`;
        notifications.show({
          id: note,
          color: 'teal',
          title: known ? 'This work was done before' : '1 run queued again with its new payload',
          message: (
            <UndoNote act={known ? null : key} noteId={note}>
              {known
                ? 'Its result is there already; the letter has gone.'
                : 'Until it starts, this can be undone.'}
            </UndoNote>
          ),
        });
        onDone();
      },
      onError: (error) => tellProblem('It was not queued', error),
    }),
  );
  return (
    <>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="edit">Payload</Tabs.Tab>
          <Tabs.Tab value="changes" disabled={text === original}>
            Changes
          </Tabs.Tab>
          <Tabs.Tab value="dry-run" disabled={!tryOut.data}>
            Dry run
          </Tabs.Tab>
        </Tabs.List>
        <Suspense fallback={<Skeleton h={260} />}>
          <Tabs.Panel value="edit">
            <LazyJsonEditor
              label="Payload as JSON"
              value={text}
              onChange={setText}
              issues={issues}
              schema={form.schema}
            />
            <IssueList syntax={'problem' in read ? read.problem : null} issues={issues} />
          </Tabs.Panel>
          <Tabs.Panel value="changes">
            <LazyJsonDiff label="Changes to the payload" before={original} after={text} />
          </Tabs.Panel>
          <Tabs.Panel value="dry-run">{tryOut.data && <DryRunView result={tryOut.data} />}</Tabs.Panel>
        </Suspense>
      </Tabs>
      <Text size="xs" c="dimmed" mt="sm">
        Ctrl+Space lists what the engine knows. A dry run is done in a process of its own and stores nothing.
      </Text>
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onClose}>
          Leave as is
        </Button>
        <Button
          variant="default"
          loading={tryOut.isPending}
          disabled={!payload}
          onClick={() => payload && tryOut.mutate({ id, payload })}
        >
          Dry run
        </Button>
        <Button
          loading={queue.isPending}
          disabled={!payload}
          onClick={() => payload && queue.mutate({ id, payload, key: newKey() })}
        >
          Queue again
        </Button>
      </Group>
    </>
  );
}
