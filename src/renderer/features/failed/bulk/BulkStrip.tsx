/** Acts on many letters that run, need a decision, or have just ended. */
import { useState } from 'react';
import { Button, CloseButton, Progress } from '@mantine/core';
import { IconArrowBackUp, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LetterBulk } from '#contract/letter-bulks';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { formatCount, formatEta, formatRate } from '../../../ui/format';
import classes from '../Failed.module.css';
import { bulkTitle } from './bulk-words';
import { useStartBulk } from './use-start-bulk';

const shownAfterMs = 60_000;

/** The clock of the gateway and ours may differ; what has ended within the minute before the newest is shown. */
function isShown(bulk: LetterBulk, dismissed: ReadonlySet<string>, now: number): boolean {
  if (bulk.state === 'cancelled' && bulk.done === 0) return false;
  if (bulk.finishedAt === null) return true;
  return bulk.verb !== 'undo' && !dismissed.has(bulk.id) && now - bulk.finishedAt < shownAfterMs;
}

export function BulkStrip() {
  const bulks = useQuery(trpc.deadLetters.bulks.queryOptions());
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const shown = (bulks.data ?? []).filter((bulk) => isShown(bulk, dismissed, bulks.dataUpdatedAt));
  if (shown.length === 0) return null;
  return (
    <ul className={classes.strip} aria-label="Acts on many letters">
      {shown.map((bulk) => (
        <BulkItem
          key={bulk.id}
          bulk={bulk}
          onDismiss={() => setDismissed((old) => new Set([...old, bulk.id]))}
        />
      ))}
    </ul>
  );
}

function BulkItem({ bulk, onDismiss }: { bulk: LetterBulk; onDismiss(): void }) {
  const cache = useQueryClient();
  const undo = useStartBulk(onDismiss);
  const settle = {
    onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() }),
    onError: (error: unknown) => tellProblem('It went on as before', error),
  };
  const cancel = useMutation(trpc.deadLetters.cancelBulk.mutationOptions(settle));
  const goOn = useMutation(trpc.deadLetters.goOnWithBulk.mutationOptions(settle));
  const one = () => ({ id: bulk.id, key: newKey() });
  const share = bulk.total === 0 ? 100 : ((bulk.done + bulk.skipped) / bulk.total) * 100;
  const hasEnded = bulk.finishedAt !== null;
  return (
    <li className={classes.bulkItem} data-state={bulk.state}>
      <strong>{bulkTitle(bulk)}</strong>
      <Progress
        className={classes.bulkBar}
        value={share}
        color={bulk.state === 'stopped' ? 'yellow' : hasEnded ? 'teal' : 'flight'}
        animated={bulk.state === 'running'}
        aria-label={`Progress: ${bulkTitle(bulk)}`}
      />
      <span className="tabular">
        {formatCount(bulk.done)} of {formatCount(bulk.total)}
        {bulk.skipped > 0 && `, ${formatCount(bulk.skipped)} left out`}
        {bulk.state === 'canary' &&
          bulk.canary &&
          ` (${bulk.canary.completed} of ${bulk.canary.ids.length} first ones went well)`}
        {bulk.state === 'running' && bulk.speedPerS !== null && `, ${formatRate(bulk.speedPerS)}`}
        {bulk.etaMs !== null && bulk.etaMs > 0 && `, ${formatEta(bulk.etaMs)} left`}
      </span>
      {bulk.message && (
        <span className={classes.bulkMessage} title={bulk.message}>
          {bulk.message}
        </span>
      )}
      <span className={classes.bulkButtons}>
        {bulk.state === 'stopped' && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlayerPlay size={14} />}
            loading={goOn.isPending}
            onClick={() => goOn.mutate(one())}
          >
            Go on all the same
          </Button>
        )}
        {!hasEnded && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconX size={14} />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate(one())}
          >
            Cancel
          </Button>
        )}
        {hasEnded && bulk.done > 0 && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={14} />}
            loading={undo.busy}
            onClick={() => undo.start({ verb: 'undo', act: bulk.id })}
          >
            Undo
          </Button>
        )}
        {hasEnded && <CloseButton size="sm" aria-label="Hide" onClick={onDismiss} />}
      </span>
    </li>
  );
}
