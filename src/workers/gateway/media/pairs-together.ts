/** Many pairs decided by one act, and taken back by one. */
import { FlightlineError } from '#contract/errors';
import type { AssetPair, PairsDecided, PairsDecision } from '#contract/media/duplicates';
import type { MediaService } from '#contract/services/media';
import {
  type PairDecided,
  type PairRow,
  countOfAct,
  decidePairs,
  decidedTogether,
  openPairs,
  pairsOfAct,
} from '../../../stack/database/media/pair-rows';
import { inTransaction } from '../../../stack/database/transaction';
import type { GatewayParts } from '../parts';
import { keepersOf } from './keepers-of';
import type { Turns } from './turns';

export type PairsTogether = Pick<MediaService, 'decidePairs' | 'decidedTogether' | 'reopenPairs'>;

interface TogetherParts {
  parts: Pick<GatewayParts, 'acts' | 'database'>;
  turns: Turns;
  onChange: () => void;
  describe: (rows: readonly PairRow[]) => Promise<AssetPair[]>;
}

/** Between them others get their turn: one decision of a page, one asset that comes in. */
const atOnce = 200;

interface Subject extends PairsDecision {
  actKey: string;
  by: string;
}

export function createPairsTogether({ parts, turns, onChange, describe }: TogetherParts): PairsTogether {
  const { acts, database } = parts;

  const decide = acts.define(
    'media.pairs-decide',
    async ({ actKey, by, decision, ...which }: Subject, change): Promise<PairsDecided> => {
      let left = 0;
      /** @returns the last of some more pairs, null when there are no more */
      const some = async (after: PairRow | null): Promise<PairRow | null> => {
        const rows = await openPairs(database, which, { after, limit: atOnce });
        const chosen = decision === 'both' ? rows.map(bothOf) : keepersOf(await describe(rows));
        const how = { by, at: Date.now(), actKey };
        await inTransaction(database.pool, (client) => decidePairs(client, chosen, how));
        left += rows.length - chosen.length;
        return rows.at(-1) ?? null;
      };
      const pass = async (): Promise<void> => {
        left = 0;
        let last = await turns.take(() => some(null));
        while (last !== null) {
          const after = last;
          last = await turns.take(() => some(after));
        }
      };
      await pass();
      // Of some that were left out, the other one was put away later.
      if (left > 0) await pass();
      onChange();
      // Also those from before a kill, after which the act was begun anew.
      const decided = await countOfAct(database, actKey);
      change.after = { decided, left };
      return { actKey, decided, left };
    },
  );

  const reopen = acts.define('media.pairs-reopen', ({ actKey, by }: { actKey: string; by: string }, change) =>
    turns.take(async () => {
      const reopened = await inTransaction(database.pool, async (client) => {
        const rows = await pairsOfAct(client, actKey);
        const how = { by, at: Date.now(), actKey: null };
        return decidePairs(
          client,
          rows.map(({ firstId, secondId }) => ({ firstId, secondId, state: 'open', keptId: null })),
          how,
        );
      });
      if (reopened === 0)
        throw new FlightlineError(
          'NOT_FOUND',
          'Nothing that was decided by this act is left to be taken back.',
        );
      change.after = { reopened };
      onChange();
      return { reopened };
    }),
  );

  return {
    decidePairs: (decision, by) => decide({ ...decision, actKey: by.key, by: by.actor }, by),
    decidedTogether: () => decidedTogether(database),
    reopenPairs: (actKey, by) => reopen({ actKey, by: by.actor }, by),
  };
}

const bothOf = ({ firstId, secondId }: PairRow): PairDecided => ({
  firstId,
  secondId,
  state: 'different',
  keptId: null,
});
