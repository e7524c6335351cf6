/** Acts on the chosen runs. */
import { useState } from 'react';
import { Button, CloseButton } from '@mantine/core';
import { IconArrowsDiff, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { JobFilter } from '#contract/jobs';
import { tellProblem, useJobActs } from '../../shell/job-acts';
import { confirm } from '../../ui/confirm';
import { formatCount, plural } from '../../ui/format';
import type { Selection } from '../../ui/use-selection';
import type { JobRow } from '#contract/jobs';
import { collectIds } from './collect-ids';
import classes from './Runs.module.css';

interface BulkBarProps {
  selection: Selection<JobRow>;
  filter: JobFilter;
  total: number;
}

export function BulkBar({ selection, filter, total }: BulkBarProps) {
  const [reading, setReading] = useState(false);
  const acts = useJobActs(selection.clear);
  const { chosen } = selection;
  if (chosen.size === 0) return null;
  const [first = '', second = ''] = chosen;

  const cancel = async (): Promise<void> => {
    const yes = await confirm({
      title: `Cancel ${plural(chosen.size, 'run')}?`,
      body: 'Runs that wait are taken out of their queue, active ones are stopped. Finished ones stay as they are.',
      confirmLabel: 'Cancel them',
      danger: true,
    });
    if (yes) acts.cancel([...chosen]);
  };
  const retry = async (): Promise<void> => {
    const yes = await confirm({
      title: `Retry ${plural(chosen.size, 'run')}?`,
      body: 'Failed and cancelled runs are queued again. Others stay as they are.',
      confirmLabel: 'Retry them',
    });
    if (yes) acts.retry([...chosen]);
  };
  const chooseAll = (): void => {
    setReading(true);
    collectIds(filter, AbortSignal.timeout(60_000))
      .then((ids) => selection.set(ids))
      .catch((error: unknown) => tellProblem('Not all could be chosen', error))
      .finally(() => setReading(false));
  };

  return (
    <div className={classes.bulk} role="toolbar" aria-label="Acts on the chosen runs">
      <strong className="tabular">{formatCount(chosen.size)} chosen</strong>
      {chosen.size < total && (
        <Button variant="subtle" loading={reading} onClick={chooseAll}>
          Choose all {formatCount(total)}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} />}
        disabled={acts.busy}
        onClick={() => void retry()}
      >
        Retry
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={14} />}
        disabled={acts.busy}
        onClick={() => void cancel()}
      >
        Cancel
      </Button>
      {chosen.size === 2 && (
        <Button
          variant="default"
          leftSection={<IconArrowsDiff size={14} />}
          renderRoot={(props) => <Link to="/compare" search={{ a: first, b: second }} {...props} />}
        >
          Compare
        </Button>
      )}
      <CloseButton size="sm" ml="auto" aria-label="Choose none" onClick={selection.clear} />
    </div>
  );
}
