/** `flightline logs`: reads the files themselves, so that it works when nothing else does. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { LogFilter, LogLevel, type LogLine, type LogPosition, mostLogLines } from '#contract/logs';
import { readNew, readPage } from '../../stack/logs/log-reader';
import { NoInstanceError, exitCodes } from '../exit-codes';
import { writeText } from '../output/sink';
import { type Paint, type Tone, paintFor } from '../text/style';
import { timeText } from '../text/units';
import { printable } from '../text/width';
import { ShowOptions } from './command-options';
import { say } from './print';

const lookMs = 300;

const Options = ShowOptions.extend({
  follow: z.boolean().default(false),
  level: LogLevel.optional(),
  process: z
    .string()
    .transform((names) => names.split(','))
    .optional(),
  engine: LogFilter.shape.engine,
  job: LogFilter.shape.jobId,
  trace: LogFilter.shape.traceId,
  search: LogFilter.shape.text,
  since: z.number().optional(),
  until: z.number().optional(),
  limit: z.number().default(50),
});
type Options = z.infer<typeof Options>;

const tones: Partial<Record<LogLevel, Tone>> = { debug: 'dim', warn: 'busy', error: 'bad' };

function filterOf({ level, process, engine, job, trace, search, since, until }: Options): LogFilter {
  return {
    level,
    processes: process,
    engine,
    jobId: job,
    traceId: trace,
    text: search,
    from: since,
    to: until,
  };
}

function lineText(line: LogLine, paint: Paint): string {
  const { at, level, process, event, jobId, engine, traceId, fields } = line;
  const named = Object.entries({ engine, job: jobId, trace: traceId }).filter(([, value]) => value !== null);
  const pairs = [...named, ...Object.entries(fields)].map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${paint(`${printable(name)}=`, 'dim')}${printable(text)}`;
  });
  const tone = tones[level];
  const shown = tone ? paint(level.padEnd(5), tone) : level.padEnd(5);
  const when = paint(`${timeText(at)}.${String(at % 1000).padStart(3, '0')}`, 'dim');
  return [when, shown, printable(process), paint(printable(event), 'strong'), ...pairs].join(' ');
}

export async function showLogs(_: string[], typed: unknown): Promise<number> {
  const options = Options.parse(typed);
  const dir = path.join(options.data, 'logs');
  if (!existsSync(dir)) throw new NoInstanceError('There are no logs', options.data);
  const paint = paintFor(process.stdout);
  const print = async (lines: readonly LogLine[]) => {
    if (lines.length === 0) return;
    const texts = lines.map((line) => (options.json ? JSON.stringify(line) : lineText(line, paint)));
    await writeText(process.stdout, `${texts.join('\n')}\n`);
  };
  const filter = filterOf(options);
  const { lines, newest, more } = await newestLines(dir, filter, options.limit);
  await print(lines);
  if (!options.follow) {
    if (lines.length === 0) say('There is no such line.');
    if (more) say(`The newest ${lines.length} lines; --limit shows more.`);
    return exitCodes.done;
  }
  for (let position = newest; ; await delay(lookMs)) {
    const tail = await readNew(dir, filter, position);
    position = tail.position;
    if (tail.skipped > 0) say(`${tail.skipped} lines skipped`);
    await print(tail.lines);
  }
}

async function newestLines(dir: string, filter: LogFilter, limit: number) {
  const lines: LogLine[] = [];
  let older: LogPosition | undefined;
  let newest: LogPosition | null = null;
  for (;;) {
    const page = await readPage(dir, { filter, older, limit: Math.min(mostLogLines, limit - lines.length) });
    newest ??= page.newest;
    lines.unshift(...page.lines);
    if (page.older === null || lines.length >= limit) return { lines, newest, more: page.older !== null };
    older = page.older;
  }
}
