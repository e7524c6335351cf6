/** Takes in a bundle of letters that was exported here or elsewhere. */
import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPackageImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ImportResult } from '#contract/letter-bundle';
import { FlightlineError, isErrorCode } from '#contract/errors';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { plural } from '../../../ui/format';

async function send(file: File): Promise<ImportResult> {
  const body = new FormData();
  body.append('bundle', file, file.name);
  const response = await fetch('/api/v1/admin/dlq/import', {
    method: 'POST',
    body,
    headers: { 'idempotency-key': newKey() },
  });
  const answer: unknown = await response.json();
  if (response.ok) return ImportResult.parse(answer);
  const { code, message } = answer as { code: string; message: string };
  throw new FlightlineError(isErrorCode(code) ? code : 'INVALID_INPUT', message);
}

export function ImportButton() {
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: send,
    onSuccess: (result) => {
      const left = result.skipped[0];
      const notes = [
        result.known > 0 ? `${plural(result.known, 'letter')} here already.` : '',
        left ? `${plural(result.skipped.length, 'letter')} left out: ${left.reason}` : '',
      ];
      notifications.show({
        color: left ? 'yellow' : 'teal',
        title: `${plural(result.imported, 'letter')} imported`,
        message: notes.join(' '),
      });
      void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
      void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
    },
    onError: (error) => tellProblem('Nothing was imported', error),
  });
  return (
    <FileButton accept=".zip,application/zip" onChange={(file) => file && take.mutate(file)}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          size="xs"
          leftSection={<IconPackageImport size={14} />}
          loading={take.isPending}
        >
          Import…
        </Button>
      )}
    </FileButton>
  );
}
