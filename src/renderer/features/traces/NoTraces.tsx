/** What stands in place of traces that are not there. */
import { Button } from '@mantine/core';
import { IconChartDots3, IconFilterOff } from '@tabler/icons-react';
import type { TraceStore } from '#contract/traces';
import { EmptyNote } from '../../ui/EmptyNote';

export function NoTraces({
  filtered,
  store,
  onClear,
}: {
  filtered: boolean;
  store: TraceStore | undefined;
  onClear(): void;
}) {
  if (filtered) {
    return (
      <EmptyNote
        icon={<IconFilterOff size={26} />}
        title="No trace matches this filter"
        actions={
          <Button variant="default" onClick={onClear}>
            Show all traces
          </Button>
        }
      />
    );
  }
  return (
    <EmptyNote icon={<IconChartDots3 size={26} />} title="No traces yet">
      A trace shows where the time of one file went: intake, waiting, each stage of each engine, the database.
      Add a file, and its trace is here when its first run has ended.
      {store?.perSecond === 0 && ' At present only failed and slow ones are kept (tracesPerSecond is 0).'}
    </EmptyNote>
  );
}
