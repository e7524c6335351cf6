/** `flightline duplicates`: list; keep, both, undo for one pair; keep-suggested, both-all, undo-all for many. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { RelationKind } from '#contract/allocator';
import {
  type AssetPair,
  type DecidedTogether,
  type PairDecision,
  PairState,
  type PairsDecided,
  type PairsDecision,
} from '#contract/media/duplicates';
import type { Session } from '../connect/session';
import { UsageError, exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { counted, timeText } from '../text/units';
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

const ManyOptions = ShowOptions.extend({
  kind: z.array(z.string()),
  asset: z.string().optional(),
  yes: z.boolean().default(false),
});

const questions = {
  suggested: 'Keep the suggested one of every open pair',
  both: 'Keep both of every open pair',
} as const;

const decideAll =
  (decision: PairsDecision['decision']) =>
  async (_: string[], typed: unknown): Promise<number> => {
    const { data, json, kind, asset, yes } = ManyOptions.parse(typed);
    const kinds = z.array(RelationKind).min(1).safeParse(kind);
    if (!kinds.success) throw new UsageError(`A kind is one of ${RelationKind.options.join(', ')}.`);
    if (!yes && !(await confirm(`${questions[decision]} (${kind.join(', ')})?`))) {
      say('Nothing was done.');
      return exitCodes.failure;
    }
    const which = { kinds: kinds.data, assetId: asset };
    const key = randomUUID();
    const answer = await withSession(data, ({ call }) =>
      call((api) => api.media.decidePairs.mutate({ decision, ...which, key })),
    );
    if (json) await printJson(answer);
    else await printText(togetherText(answer));
    return exitCodes.done;
  };
export const keepSuggested = decideAll('suggested');
export const keepBothOfAll = decideAll('both');

function togetherText({ actKey, decided, left }: PairsDecided): string {
  const stays = left === 0 ? '' : `; ${left} wait, since their suggested one was put away by another pair`;
  const undoing = decided === 0 ? '' : ` To take it back: flightline duplicates undo-all ${actKey}`;
  return `${counted(decided, 'pair', 'pairs')} decided${stays}.${undoing}`;
}

export async function undoAll([actKey]: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  if (actKey === undefined) {
    const rows = await withSession(data, ({ call }) => call((api) => api.media.decidedTogether.query()));
    if (json) await printJson(rows);
    else if (rows.length === 0) say('Nothing can be taken back.');
    else await printText(tableText(togetherColumns, rows, tableOptions()));
    return exitCodes.done;
  }
  const key = randomUUID();
  const { reopened } = await withSession(data, ({ call }) =>
    call((api) => api.media.reopenPairs.mutate({ actKey, key })),
  );
  if (json) await printJson({ reopened });
  else await printText(`${counted(reopened, 'pair', 'pairs')} wait for a decision again.`);
  return exitCodes.done;
}

const togetherColumns = [
  { title: 'ACT', value: ({ actKey }: DecidedTogether) => actKey },
  { title: 'WHEN', value: ({ decidedAt }: DecidedTogether) => timeText(decidedAt) },
  { title: 'PAIRS', value: ({ pairs }: DecidedTogether) => pairs },
  {
    title: 'DECISION',
    value: ({ state }: DecidedTogether) => (state === 'kept' ? 'suggested kept' : 'both kept'),
  },
  { title: 'BY', value: ({ decidedBy }: DecidedTogether) => decidedBy },
];
