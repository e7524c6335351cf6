/** Changes many payloads by one patch: previewed on some of them before anything happens. */
import { Suspense, useState } from 'react';
import { Alert, Button, Group, Modal, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type ChangePreview, PayloadChange } from '#contract/letter-edits';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { formatCount, plural } from '../../../ui/format';
import { LazyJsonDiff, LazyJsonEditor, jsonText } from '../../../ui/json/lazy';
import { IssueList } from '../edit/IssueList';
import { readJson } from '../edit/read-json';
import type { BulkDialogProps } from './BulkDialogs';
import { Pace, paceFor } from './Pace';
import { useStartBulk } from './use-start-bulk';

const beginnings = {
  merge: jsonText({ options: {} }),
  patch: jsonText([{ op: 'add', path: '/options/name', value: 1 }]),
};
type Way = keyof typeof beginnings;
const ways = [
  { value: 'merge', label: 'Merge' },
  { value: 'patch', label: 'JSON Patch' },
];
const previewAfterMs = 300;

/** What was typed as a change, or why it is none. */
function changeOf(way: Way, text: string): { change: PayloadChange } | { problem: string } {
  const read = readJson(text);
  if ('problem' in read) return read;
  const parsed = PayloadChange.safeParse(
    way === 'merge' ? { how: 'merge', patch: read.value } : { how: 'patch', operations: read.value },
  );
  if (parsed.success) return { change: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.slice(1).join('.') ?? ''} ${issue?.message ?? ''}`.trim() };
}

export function TransformDialog({ asked, onClose, onStarted }: BulkDialogProps) {
  const { target } = asked;
  const [way, setWay] = useState<Way>('merge');
  const [texts, setTexts] = useState<Record<Way, string>>(beginnings);
  const [pace, setPace] = useState(() => paceFor(asked.count));
  const text = texts[way];
  const read = changeOf(way, text);
  const [settled] = useDebouncedValue(`${way} ${text}`, previewAfterMs);
  const isSettled = settled === `${way} ${text}`;
  const preview = useQuery(
    trpc.deadLetters.preview.queryOptions(
      'change' in read && isSettled ? { target, change: read.change } : skipToken,
      { placeholderData: keepPreviousData, retry: false },
    ),
  );
  const bulk = useStartBulk(() => {
    onStarted();
    onClose();
  });
  const seen = preview.data;
  const ready =
    'change' in read && isSettled && !preview.isFetching && seen !== undefined && seen.changed > 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Edit the payloads of ${asked.about}`}
      size={820}
      closeOnEscape={false}
    >
      <Group gap="sm" mb="xs">
        <SegmentedControl
          aria-label="Kind of change"
          size="xs"
          data={ways}
          value={way}
          onChange={(next) => setWay(next === 'patch' ? 'patch' : 'merge')}
        />
        <Text size="xs" c="dimmed">
          {way === 'merge'
            ? 'What you write replaces what is there; null removes (RFC 7386).'
            : 'add, replace, remove, move, copy, test, with paths like /options/name (RFC 6902).'}
        </Text>
      </Group>
      <Suspense fallback={<Skeleton h={140} />}>
        <LazyJsonEditor
          key={way}
          label="Change as JSON"
          value={text}
          onChange={(next) => setTexts((old) => ({ ...old, [way]: next }))}
          maxHeight="24vh"
        />
        <IssueList syntax={'problem' in read ? read.problem : null} issues={[]} />
        {preview.isError && (
          <Alert color="red" mt="sm" title={problemOf(preview.error).message}>
            {problemOf(preview.error).action}
          </Alert>
        )}
        {seen && <Preview preview={seen} />}
      </Suspense>
      <Pace value={pace} onChange={setPace} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          Leave as is
        </Button>
        <Button
          disabled={!ready}
          loading={bulk.busy}
          onClick={() =>
            'change' in read && bulk.start({ verb: 'edit', target, change: read.change, ...pace })
          }
        >
          {seen ? `Edit and retry ${plural(seen.count, 'letter')}` : 'Edit and retry'}
        </Button>
      </Group>
    </Modal>
  );
}

function Preview({ preview }: { preview: ChangePreview }) {
  const { count, looked, changed, unfit, samples } = preview;
  return (
    <section aria-label="Preview of the change">
      <Text size="sm" mt="sm">
        <strong>{formatCount(count)}</strong> {count === 1 ? 'letter matches' : 'letters match'}.{' '}
        {looked < count && `Of the first ${formatCount(looked)}: `}
        {formatCount(changed)} would change
        {unfit > 0 && (
          <Text span c="var(--fl-bad)">
            , {formatCount(unfit)} would not fit and stay here
          </Text>
        )}
        .
      </Text>
      {samples.map(({ jobId, fileName, before, after, problem }) => (
        <div key={jobId}>
          <Text size="xs" fw={600} mt="xs" mb={2}>
            {fileName}
            {problem !== null && (
              <Text span size="xs" c="var(--fl-bad)" fw={400}>
                {' '}
                {problem}
              </Text>
            )}
          </Text>
          <LazyJsonDiff
            label={`Change of ${fileName}`}
            before={jsonText(before)}
            after={jsonText(after)}
            maxHeight="16vh"
          />
        </div>
      ))}
    </section>
  );
}
