/** Acts on the chosen dead letters. */
import { Button, CloseButton } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { confirm } from '../../ui/confirm';
import { formatCount, plural } from '../../ui/format';
import classes from './Failed.module.css';

interface LetterBarProps {
  count: number;
  busy: boolean;
  onRetry(): void;
  onDiscard(): void;
  onClear(): void;
}

export function LetterBar({ count, busy, onRetry, onDiscard, onClear }: LetterBarProps) {
  if (count === 0) return null;
  const retry = async (): Promise<void> => {
    const yes = await confirm({
      title: `Retry ${plural(count, 'failed run')}?`,
      body: 'They are queued again with their original input and options.',
      confirmLabel: 'Retry them',
    });
    if (yes) onRetry();
  };
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Acts on the chosen dead letters">
      <strong className="tabular">{formatCount(count)} chosen</strong>
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} />}
        disabled={busy}
        onClick={() => void retry()}
      >
        Retry
      </Button>
      <Button variant="default" leftSection={<IconTrash size={14} />} disabled={busy} onClick={onDiscard}>
        Discard…
      </Button>
      <CloseButton size="sm" ml="auto" aria-label="Choose none" onClick={onClear} />
    </div>
  );
}
