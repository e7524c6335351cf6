/** Pairs that look alike: shown with a suggestion, decided, taken back. */
import { FlightlineError } from '#contract/errors';
import type { AssetPair, PairDecision, PairSide } from '#contract/media/duplicates';
import type { MediaService } from '#contract/services/media';
import { type StoredAsset, storedAssets } from '../../../stack/database/media/asset-rows';
import { type PairRow, decidePairs, findPair, pairPage } from '../../../stack/database/media/pair-rows';
import type { Database } from '../../../stack/database/open';
import { inTransaction } from '../../../stack/database/transaction';
import type { GatewayParts } from '../parts';
import { type PairsTogether, createPairsTogether } from './pairs-together';
import { suggestKeeper } from './suggest';
import type { Turns } from './turns';

type PairService = Pick<MediaService, 'pairs' | 'decidePair'> & PairsTogether;

export interface PairServiceParts {
  parts: Pick<GatewayParts, 'acts' | 'database'>;
  turns: Turns;
  onChange: () => void;
}

export function createPairService({ parts, turns, onChange }: PairServiceParts): PairService {
  const { acts, database } = parts;

  const decideOne = (subject: { id: string; decision: PairDecision; by: string }): Promise<AssetPair> =>
    turns.take(async () => {
      const [firstId = '', secondId = ''] = subject.id.split('.');
      await inTransaction(database.pool, async (client) => {
        const pair = await findPair(client, firstId, secondId);
        if (!pair) throw new FlightlineError('NOT_FOUND', 'These two are no pair any more.');
        const { decision } = subject;
        if (decision.decision === 'keep' && decision.keepId !== firstId && decision.keepId !== secondId)
          throw new FlightlineError('INVALID_INPUT', 'Only one of the two can be kept.');
        const state =
          decision.decision === 'keep' ? 'kept' : decision.decision === 'both' ? 'different' : 'open';
        const keptId = decision.decision === 'keep' ? decision.keepId : null;
        const how = { by: subject.by, at: Date.now(), actKey: null };
        await decidePairs(client, [{ firstId, secondId, state, keptId }], how);
      });
      onChange();
      const pair = await inTransaction(database.pool, (client) => findPair(client, firstId, secondId));
      const [described] = await describe(database, pair ? [pair] : []);
      if (!described) throw new FlightlineError('NOT_FOUND', 'These two are no pair any more.');
      return described;
    });
  const decide = acts.define('media.pair-decide', decideOne);

  return {
    async pairs(query) {
      const { rows, total } = await pairPage(database, query);
      return { rows: await describe(database, rows), total };
    },
    decidePair: (id, decision, by) => decide({ id, decision, by: by.actor }, by),
    ...createPairsTogether({ parts, turns, onChange, describe: (rows) => describe(database, rows) }),
  };
}

function sideOf(asset: StoredAsset): PairSide {
  const { facts, sha256: _sha256, jobId: _jobId, takenSource: _source, day: _day, ...side } = asset;
  return { ...side, sharpness: facts.sharpness };
}

async function describe(database: Database, rows: readonly PairRow[]): Promise<AssetPair[]> {
  const assets = await storedAssets(
    database,
    rows.flatMap(({ firstId, secondId }) => [firstId, secondId]),
  );
  const sides = new Map(assets.map((asset) => [asset.id, sideOf(asset)]));
  return rows.flatMap(({ firstId, secondId, ...pair }) => {
    const [first, second] = [sides.get(firstId), sides.get(secondId)];
    if (!first || !second) return [];
    return [
      {
        ...pair,
        id: `${firstId}.${secondId}`,
        first,
        second,
        suggestion: suggestKeeper(pair.kind, first, second),
      },
    ];
  });
}
