/** What a dry run came to. */
import { Alert, Stack as Column } from '@mantine/core';
import type { DryRunResult } from '#contract/letter-edits';
import { actionFor } from '../../../shell/problem';
import { formatDuration } from '../../../ui/format';
import { JsonBlock } from '../../../ui/JsonBlock';
import { LogLines } from '../../../ui/LogLines';
import { Stack } from '../../../ui/Stack';

export function DryRunView({ result }: { result: DryRunResult }) {
  const { outcome, ms, errorCode, errorMessage, stack, output, logs } = result;
  const went = outcome === 'completed';
  return (
    <Column gap="sm">
      <Alert
        color={went ? 'teal' : 'red'}
        title={
          went
            ? `It would complete, in ${formatDuration(ms)}`
            : `It would fail: ${errorMessage ?? errorCode ?? ''}`
        }
      >
        {went ? 'Nothing was stored. Queue it again to keep the result.' : actionFor(errorCode)}
      </Alert>
      {stack !== null && <Stack text={stack} />}
      {went && output !== undefined && output !== null && <JsonBlock value={output} label="output" />}
      {logs.length > 0 && <LogLines lines={logs} label="Log of the dry run" />}
    </Column>
  );
}
