/** `flightline traces`: a list, and a waterfall in text. */
import { z } from 'zod';
import type { Span, TraceDetail, TraceRow } from '#contract/traces';
import { CannotError, exitCodes } from '../exit-codes';
import { plain } from '../text/style';
import { counted, durationText, timeText } from '../text/units';
import { cutTo, displayWidth, printable } from '../text/width';
import { ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { pages, withSession } from './with-session';

const ListOptions = ShowOptions.extend({
  failed: z.boolean().optional(),
  engine: z.string().optional(),
  job: z.string().optional(),
  search: z.string().max(200).optional(),
  least: z.number().optional(),
  slowest: z.boolean().default(false),
  since: z.number().optional(),
  until: z.number().optional(),
  limit: z.number().default(50),
});

const columns = [
  { title: 'TRACE', value: ({ traceId }: TraceRow) => traceId },
  { title: 'BEGAN', value: ({ startedAt }: TraceRow) => timeText(startedAt) },
  { title: 'TOOK', value: ({ durationMs }: TraceRow) => durationText(durationMs), align: 'right' as const },
  { title: 'SPANS', value: ({ spans }: TraceRow) => spans, align: 'right' as const },
  { title: 'FILE', value: ({ name }: TraceRow) => name, flexible: true },
  { title: 'ENGINES', value: ({ engines }: TraceRow) => engines.join(','), flexible: true },
  {
    title: 'FAILURE',
    value: ({ error }: TraceRow) => error ?? '',
    flexible: true,
    tone: () => 'bad' as const,
  },
];

export async function listTraces(_: string[], typed: unknown): Promise<number> {
  const options = ListOptions.parse(typed);
  const { failed, engine, job, search, least, since, until } = options;
  const filter = { failed, engine, jobId: job, search, leastMs: least, from: since, to: until };
  const sort = { key: options.slowest ? ('durationMs' as const) : ('startedAt' as const), descending: true };
  const found = await withSession(options.data, ({ call }) =>
    pages(options.limit, (window) => call((api) => api.traces.page.query({ filter, sort, ...window }))),
  );
  if (options.json) {
    await printJson(found);
    return exitCodes.done;
  }
  await printRows(columns, found.rows, 'No such trace is kept.');
  if (found.rows.length < found.total)
    say(`${found.rows.length} of ${counted(found.total, 'trace')}; --limit shows more.`);
  return exitCodes.done;
}

export async function showTrace([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const detail = await withSession(options.data, async ({ call }) => {
    if (/^[\da-f]{32}$/.test(id)) return call((api) => api.traces.get.query({ id }));
    const found = await call((api) => api.traces.ofJob.query({ id }));
    if (found) return found;
    throw new CannotError(`No trace of ${id} is kept; “flightline traces list” has those there are.`);
  });
  if (options.json) await printJson(detail);
  else await printText(waterfallText(detail, tableOptions()));
  return exitCodes.done;
}

const barWidth = 40;
const nameWidth = 44;

function barOf(span: Span, trace: TraceRow): string {
  const length = Math.max(0.1, trace.durationMs);
  const from = Math.min(barWidth - 1, Math.floor(((span.startedAt - trace.startedAt) / length) * barWidth));
  const to = Math.max(
    from + 1,
    Math.ceil(((span.startedAt - trace.startedAt + span.durationMs) / length) * barWidth),
  );
  const mark = span.sort === 'wait' ? '.' : span.sort === 'job' ? '-' : '#';
  return `${' '.repeat(from)}${mark.repeat(Math.min(barWidth, to) - from)}`.padEnd(barWidth);
}

/** A line for each span: name in the tree, bar, duration, failure. */
export function waterfallText(
  { trace, spans }: Pick<TraceDetail, 'trace' | 'spans'>,
  { paint = plain }: ReturnType<typeof tableOptions>,
): string {
  const depths = new Map<string, number>();
  const lines = spans.map((span) => {
    const depth = span.parentId === null ? 0 : (depths.get(span.parentId) ?? -1) + 1;
    depths.set(span.spanId, depth);
    const name = cutTo(printable(`${'  '.repeat(depth)}${span.name}`), nameWidth);
    const pad = ' '.repeat(Math.max(0, nameWidth - displayWidth(name)));
    const tone = span.error !== null ? 'bad' : span.sort === 'wait' ? 'dim' : 'busy';
    const failure = span.error === null ? '' : paint(`  ${printable(span.error)}`, 'bad');
    const cancelled = span.events.find(({ name: event }) => event === 'cancelled');
    const why = cancelled
      ? paint(
          `  cancelled: ${printable(String(cancelled.attributes['flightline.cancelled.why'] ?? ''))}`,
          'dim',
        )
      : '';
    return `${name}${pad} |${paint(barOf(span, trace), tone)}| ${durationText(span.durationMs).padStart(9)}${failure}${why}`;
  });
  const head = `${printable(trace.name)}  ${durationText(trace.durationMs)}  ${timeText(trace.startedAt)}  trace ${trace.traceId}`;
  return [paint(head, 'strong'), ...lines].join('\n');
}
