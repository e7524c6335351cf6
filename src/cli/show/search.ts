/** `flightline search`: one search over everything. */
import { z } from 'zod';
import { HitKind, type SearchHit } from '#contract/search';
import { UsageError, exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const Options = ShowOptions.extend({
  kind: z.array(HitKind).optional(),
  since: z.number().optional(),
  until: z.number().optional(),
  limit: z.number().max(200).default(20),
});

const leastLetters = 2;

const columns = [
  { title: 'KIND', value: ({ kind }: SearchHit) => kind },
  { title: 'WHEN', value: ({ at }: SearchHit) => (at === null ? null : timeText(at)) },
  { title: 'WHAT', value: ({ title }: SearchHit) => title, flexible: true },
  { title: 'ID', value: ({ kind, id }: SearchHit) => (kind === 'log' ? '' : id) },
  {
    title: 'MORE',
    value: ({ detail }: SearchHit) => detail,
    flexible: true,
    tone: ({ bad }: SearchHit) => (bad ? ('bad' as const) : undefined),
  },
];

export async function searchAll([text = '']: string[], typed: unknown): Promise<number> {
  const options = Options.parse(typed);
  if (text.trim().length < leastLetters) throw new UsageError('Give at least two characters to search for.');
  const groups = await withSession(options.data, ({ call }) =>
    call((api) =>
      api.search.find.query({
        text,
        limit: options.limit,
        from: options.since,
        to: options.until,
        ...(options.kind ? { kinds: options.kind } : {}),
      }),
    ),
  );
  if (options.json) await printJson(groups);
  else if (groups.length === 0) say('Nothing found.');
  else
    await printText(
      tableText(
        columns,
        groups.flatMap(({ hits }) => hits),
        tableOptions(),
      ),
    );
  return exitCodes.done;
}
