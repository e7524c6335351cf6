/** `flightline duplicates`: list, keep, both, undo, keep-suggested. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { RelationKind } from '#contract/allocator';
import { type AssetPair, type PairDecision, PairState } from '#contract/media/duplicates';
import type { Session } from '../connect/session';
import { UsageError, exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { counted } from '../text/units';
import { confirm } from './act';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const nameOf = ({ first, second }: AssetPair, id: string | null) =>
  [first, second].find((side) => side.id === id)?.fileName ?? null;

const columns = [
  { title: 'PAIR', value: ({ id }: AssetPair) => id },
  { title: 'KIND', value: ({ kind }: AssetPair) => kind },
  { title: 'FIRST', value: ({ first }: AssetPair) => first.fileName, flexible: true },
  { title: 'SECOND', value: ({ second }: AssetPair) => second.fileName, flexible: true },
  {
    title: 'KEEP',
    value: (pair: AssetPair) => nameOf(pair, pair.state === 'kept' ? pair.keptId : pair.suggestion.keepId),
    flexible: true,
  },
  { title: 'WHY', value: ({ why }: AssetPair) => why, flexible: true },
];

const ListOptions = ShowOptions.extend({
  limit: z.number().max(200).default(50),
  state: PairState,
  kind: RelationKind.optional(),
});

export async function listPairs(_: string[], typed: unknown): Promise<number> {
  const { data, json, ...query } = ListOptions.parse(typed);
  const page = await withSession(data, ({ call }) => call((api) => api.media.pairs.query(query)));
  if (json) await printJson(page);
  else {
    await printText(tableText(columns, page.rows, tableOptions()));
    say(`${page.rows.length} of ${page.total}`);
  }
  return exitCodes.done;
}

async function decide(
  typed: unknown,
  id: string,
  choose: (session: Session) => Promise<PairDecision>,
): Promise<number> {
  const options = ShowOptions.parse(typed);
  const key = randomUUID();
  const pair = await withSession(options.data, async (session) => {
    const decision = await choose(session);
    return session.call((api) => api.media.decidePair.mutate({ id, decision, key }));
  });
  if (options.json) await printJson(pair);
  else await printText(stateText(pair));
  return exitCodes.done;
}

function stateText(pair: AssetPair): string {
  if (pair.state === 'kept') return `${nameOf(pair, pair.keptId) ?? ''} stays, the other one is put away.`;
  return pair.state === 'different' ? 'Both stay.' : 'It waits for a decision again.';
}

export function keep([id = '']: string[], typed: unknown): Promise<number> {
  const { asset } = z.object({ asset: z.string().optional() }).parse(typed);
  return decide(typed, id, async ({ call }) => {
    if (asset !== undefined) return { decision: 'keep', keepId: asset };
    const [assetId = ''] = id.split('.');
    const { rows } = await call((api) => api.media.pairs.query({ assetId, limit: 200 }));
    const pair = rows.find((row) => row.id === id);
    if (!pair)
      throw new UsageError('There is no open pair of that name; name the one that stays with --asset.');
    return { decision: 'keep', keepId: pair.suggestion.keepId };
  });
}

export const keepBoth = ([id = '']: string[], typed: unknown): Promise<number> =>
  decide(typed, id, () => Promise.resolve({ decision: 'both' }));

export const undo = ([id = '']: string[], typed: unknown): Promise<number> =>
  decide(typed, id, () => Promise.resolve({ decision: 'undo' }));

const ManyOptions = ShowOptions.extend({ kind: z.array(z.string()), yes: z.boolean().default(false) });

export async function keepSuggested(_: string[], typed: unknown): Promise<number> {
  const { data, json, kind, yes } = ManyOptions.parse(typed);
  const kinds = z.array(RelationKind).min(1).safeParse(kind);
  if (!kinds.success) throw new UsageError(`A kind is one of ${RelationKind.options.join(', ')}.`);
  if (!yes && !(await confirm(`Keep the suggested one of every open pair (${kind.join(', ')})?`))) {
    say('Nothing was done.');
    return exitCodes.failure;
  }
  const key = randomUUID();
  const { decided } = await withSession(data, ({ call }) =>
    call((api) => api.media.keepSuggested.mutate({ kinds: kinds.data, key })),
  );
  if (json) await printJson({ decided });
  else await printText(`${counted(decided, 'pair', 'pairs')} decided.`);
  return exitCodes.done;
}
