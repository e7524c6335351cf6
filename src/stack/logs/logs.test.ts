import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostLogLines, type LogAfterQuery, type LogFilter, type LogPosition } from '#contract/logs';
import { filesToDrop, listLogFiles } from './log-files';
import { readNew, readPage } from './log-reader';
import { readAfter } from './read-after';
import { RotatingFile } from './rotating-file';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'flightline-logs-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const t0 = 1_700_000_000_000;
function text(process: string, second: number, event: string, more: Record<string, unknown> = {}): string {
  return `${JSON.stringify({ level: 30, time: t0 + second * 1000, process, pid: 7, event, ...more })}\n`;
}

/** Two processes, line by line in turn: gateway even seconds, engine odd ones. */
function writeTurns(count: number): void {
  const lines = { gateway: '', engine: '' };
  for (let second = 0; second < count; second++) {
    const process = second % 2 === 0 ? 'gateway' : 'engine';
    lines[process] += text(process, second, `event-${second}`, {
      job: `job${second % 5}`,
      note: 'x'.repeat(200),
    });
  }
  writeFileSync(path.join(dir, 'gateway.log'), lines.gateway);
  writeFileSync(path.join(dir, 'engine.log'), lines.engine);
}

async function allPages(filter: LogFilter, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let older: LogPosition | undefined;
  for (;;) {
    const page = await readPage(dir, { filter, older, limit });
    pages.unshift(page.lines.map(({ event }) => event));
    if (page.older === null) return pages;
    older = page.older;
  }
}

describe('readPage', () => {
  it('joins all files by time, page after page, each line once', async () => {
    writeTurns(5000);
    const pages = await allPages({}, 700);
    expect(pages.length).toBe(8);
    expect(pages.flat()).toEqual(Array.from({ length: 5000 }, (_, second) => `event-${second}`));
  });

  it('starts at a moment and ends at another', async () => {
    writeTurns(5000);
    const found = await allPages({ from: t0 + 1000_000, to: t0 + 1010_000 }, 4);
    expect(found.flat()).toEqual(Array.from({ length: 10 }, (_, n) => `event-${1000 + n}`));
  });

  it.each<[string, LogFilter, string[]]>([
    ['level', { level: 'error' }, ['bad']],
    ['process', { processes: ['store'] }, ['hello', 'say "hi"']],
    ['engine', { engine: 'dem' }, ['bad']],
    ['job', { jobId: 'abc' }, ['bad']],
    ['trace', { traceId: 'feed' }, ['careful']],
    ['text in any case', { text: 'HELLO' }, ['hello']],
    ['text with quotes', { text: 'say "hi"' }, ['say "hi"']],
  ])('filters by %s', async (_name, filter, events) => {
    writeFileSync(path.join(dir, 'store.log'), text('store', 1, 'hello') + text('store', 4, 'say "hi"'));
    writeFileSync(
      path.join(dir, 'engine.log'),
      text('engine', 2, 'careful', { level: 40, trace: 'feed' }) +
        text('engine', 3, 'bad', { level: 50, engine: 'dem', job: 'abc' }) +
        text('engine', 5, 'jobs', { ids: ['abc'] }),
    );
    const { lines } = await readPage(dir, { filter, limit: 100 });
    expect(lines.map(({ event }) => event)).toEqual(events);
  });

  it('shows what a crash cut off, and the next life begins a new line', async () => {
    const file = path.join(dir, 'store.log');
    writeFileSync(file, `${text('store', 1, 'whole')}{"level":30,"time":${t0 + 2000},"event":"cut`);
    const rotating = new RotatingFile(file, { limits: { maxBytes: 1e6, days: 9999 } });
    rotating.write(text('store', 3, 'again'));
    rotating.close();
    const { lines } = await readPage(dir, { filter: {}, limit: 10 });
    expect(lines.map(({ event, at }) => [event.slice(-5), at - t0])).toEqual([
      ['whole', 1000],
      [':"cut', 2000],
      ['again', 3000],
    ]);
  });
});

describe('readAfter', () => {
  it('begins at a moment and goes on to the present, each line once; a tail goes on from there', async () => {
    writeTurns(3000);
    const events: string[] = [];
    let start: LogAfterQuery['start'] = { at: t0 + 500_000 };
    let position: LogPosition = {};
    for (let atEnd = false; !atEnd;) {
      const page = await readAfter(dir, { filter: {}, start, limit: 400 });
      events.push(...page.lines.map(({ event }) => event));
      ({ atEnd, position } = page);
      start = { position };
    }
    expect(events).toEqual(Array.from({ length: 2500 }, (_, n) => `event-${n + 500}`));
    appendFileSync(path.join(dir, 'gateway.log'), text('gateway', 3001, 'new'));
    expect((await readNew(dir, {}, position)).lines.map(({ event }) => event)).toEqual(['new']);
  });

  it('filters', async () => {
    writeTurns(100);
    const { lines } = await readAfter(dir, {
      filter: { jobId: 'job3', processes: ['engine'] },
      start: { at: t0 },
      limit: 3,
    });
    expect(lines.map(({ event }) => event)).toEqual(['event-3', 'event-13', 'event-23']);
  });
});

describe('readNew', () => {
  it('goes on where a page ended, over a rotation, and sees files that come', async () => {
    const file = path.join(dir, 'gateway.log');
    const rotating = new RotatingFile(file, { limits: { maxBytes: 1e6, days: 9999 }, mostBytes: 300 });
    rotating.write(text('gateway', 1, 'first'));
    const { newest } = await readPage(dir, { filter: {}, limit: 10 });
    for (const second of [2, 3, 4, 5, 6])
      rotating.write(text('gateway', second, `then-${second}`, { pad: 'x'.repeat(90) }));
    appendFileSync(path.join(dir, 'engine.log'), text('engine', 4.5, 'another'));
    const tail = await readNew(dir, {}, newest);
    expect(tail.lines.map(({ event }) => event)).toEqual([
      'then-2',
      'then-3',
      'then-4',
      'another',
      'then-5',
      'then-6',
    ]);
    expect(listLogFiles(dir).filter(({ closed }) => closed).length).toBeGreaterThan(1);
    expect(await readNew(dir, {}, tail.position)).toMatchObject({ lines: [], skipped: 0 });
    rotating.close();
  });

  it('waits for the rest of a line', async () => {
    const file = path.join(dir, 'gateway.log');
    const whole = text('gateway', 1, 'late');
    writeFileSync(file, whole.slice(0, 20));
    const first = await readNew(dir, {}, {});
    expect(first.lines).toEqual([]);
    appendFileSync(file, whole.slice(20));
    expect((await readNew(dir, {}, first.position)).lines.map(({ event }) => event)).toEqual(['late']);
  });

  it('gives a slow reader the newest lines and says how many it left out', async () => {
    const many = 40_000;
    let lines = '';
    for (let second = 0; second < many; second++)
      lines += text('gateway', second, `event-${second}`, { pad: 'x'.repeat(150) });
    writeFileSync(path.join(dir, 'gateway.log'), lines);
    const tail = await readNew(dir, {}, {});
    expect(tail.lines).toHaveLength(mostLogLines);
    expect(tail.lines.at(-1)?.event).toBe(`event-${many - 1}`);
    expect(tail.skipped).toBe(many - mostLogLines);
  });
});

describe('limits', () => {
  it('closes a file that has grown, and drops the oldest when all are too large', () => {
    const file = path.join(dir, 'gateway.log');
    let now = t0;
    const rotating = new RotatingFile(file, {
      limits: { maxBytes: 2500, days: 9999 },
      mostBytes: 500,
      now: () => now,
    });
    for (let second = 0; second < 60; second++) {
      now = t0 + second * 1000;
      rotating.write(text('gateway', second, `event-${second}`));
    }
    rotating.close();
    const bytes = listLogFiles(dir).reduce((sum, one) => sum + one.bytes, 0);
    expect(bytes).toBeLessThanOrEqual(3100);
    expect(readdirSync(dir).length).toBeGreaterThan(3);
    expect(readFileSync(file, 'utf8')).toContain('event-59');
  });

  it('drops by age, also files of processes that are no more', () => {
    writeFileSync(path.join(dir, 'engine-igc-4.log'), 'x\n');
    writeFileSync(path.join(dir, 'gateway.20260102T030405678Z.log'), 'x\n');
    writeFileSync(path.join(dir, 'gateway.log'), 'x\n');
    const old = Date.now() / 1000 - 3 * 24 * 3600;
    for (const name of ['engine-igc-4.log', 'gateway.20260102T030405678Z.log'])
      utimesSync(path.join(dir, name), old, old);
    const gone = filesToDrop(listLogFiles(dir), { maxBytes: 1e9, days: 2 }, Date.now()).map((file) =>
      path.basename(file.path),
    );
    expect(gone.sort()).toEqual(['engine-igc-4.log', 'gateway.20260102T030405678Z.log']);
  });

  it('begins a new file after a day', () => {
    let now = Date.now();
    const file = path.join(dir, 'gateway.log');
    const rotating = new RotatingFile(file, { limits: { maxBytes: 1e9, days: 14 }, now: () => now });
    rotating.write('{"a":1}\n');
    now += 25 * 3_600_000;
    rotating.write('{"a":2}\n');
    rotating.close();
    expect(readFileSync(file, 'utf8')).toBe('{"a":2}\n');
    expect(readdirSync(dir)).toHaveLength(2);
  });
});
