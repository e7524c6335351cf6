/** The beginning of a letter's file: as text where it is text, else as bytes. */
import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DeadLetter } from '#contract/dead-letters';
import { trpc } from '../../../shell/api';
import { inputUrl } from '../../../shell/files';
import { problemOf } from '../../../shell/problem';
import { CopyIcon } from '../../../ui/CopyIcon';
import { formatBytes } from '../../../ui/format';
import classes from '../Failed.module.css';

export function InputView({ letter }: { letter: DeadLetter }) {
  const { jobId: id, fileName, sizeBytes } = letter;
  const input = useQuery(trpc.deadLetters.input.queryOptions({ id }, { staleTime: Infinity }));
  const shown = input.data;
  return (
    <section aria-label="Input">
      <Group gap="sm" mb={6}>
        <Title order={3}>Input</Title>
        {shown && <CopyIcon value={shown.text} label="Copy what is shown of the input" />}
        <Text size="xs" c="dimmed" className="tabular">
          {shown && shown.shownBytes < sizeBytes
            ? `the first ${formatBytes(shown.shownBytes)} of ${formatBytes(sizeBytes)}`
            : formatBytes(sizeBytes)}
        </Text>
        <Anchor href={inputUrl(id)} download={fileName} size="sm" ml="auto">
          <IconDownload size={13} aria-hidden style={{ verticalAlign: -2 }} /> Original
        </Anchor>
      </Group>
      {input.isLoading && <Skeleton h={120} />}
      {input.isError && (
        <Text size="sm" c="var(--fl-bad)">
          {problemOf(input.error).message}
        </Text>
      )}
      {shown && (
        <pre
          className={classes.input}
          data-kind={shown.kind}
          tabIndex={0}
          aria-label={shown.kind === 'text' ? 'Input as text' : 'Input as bytes'}
        >
          {shown.text || 'The file is empty.'}
        </pre>
      )}
    </section>
  );
}
