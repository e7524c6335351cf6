/** What can be done with a batch in its present state. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh, type Icon } from '@tabler/icons-react';
import type { Batch } from '#contract/batches';
import { useBatchActs } from '../../shell/batch-acts';

interface Choice {
  label: string;
  Icon: Icon;
  act(): void;
}

function useChoices(batch: Batch): { choices: Choice[]; busy: boolean } {
  const acts = useBatchActs(batch);
  const choices: Choice[] = [];
  const going = batch.state === 'running' || batch.state === 'open';
  if (going) choices.push({ label: 'Pause', Icon: IconPlayerPause, act: acts.pause });
  if (batch.state === 'paused') choices.push({ label: 'Resume', Icon: IconPlayerPlay, act: acts.resume });
  if (batch.counts.failed > 0)
    choices.push({ label: 'Retry failed', Icon: IconRefresh, act: acts.retryFailed });
  if (going || batch.state === 'paused') {
    choices.push({ label: 'Cancel', Icon: IconPlayerStop, act: () => void acts.cancel() });
  }
  return { choices, busy: acts.busy };
}

export function BatchButtons({ batch, compact = false }: { batch: Batch; compact?: boolean }) {
  const { choices, busy } = useChoices(batch);
  return choices.map(({ label, Icon: Shape, act }) =>
    compact ? (
      <Tooltip key={label} label={label}>
        <ActionIcon disabled={busy} aria-label={`${label}: ${batch.name}`} onClick={act}>
          <Shape size={16} />
        </ActionIcon>
      </Tooltip>
    ) : (
      <Button key={label} variant="default" disabled={busy} leftSection={<Shape size={14} />} onClick={act}>
        {label}
      </Button>
    ),
  );
}
