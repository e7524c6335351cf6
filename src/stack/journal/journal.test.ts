import { appendFile, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from './journal';
import type { Journal } from './journal';
import { SegmentWriter } from './segment-writer';

describe('the journal', () => {
  let dir: string;
  let journal: Journal;
  const open = async (segmentBytes?: number) => {
    journal = await openJournal(dir, segmentBytes === undefined ? {} : { segmentBytes });
  };
  const reopen = async (segmentBytes?: number) => {
    await journal.close();
    await open(segmentBytes);
  };
  const all = async () => {
    const found: unknown[] = [];
    for await (const { record } of journal.records()) found.push(record);
    return found;
  };
  const segments = async () => (await readdir(dir)).sort();
  const lastSegment = async () => path.join(dir, (await segments()).at(-1) ?? '');

  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'flightline-journal-'));
    await open();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await journal.close();
    await rm(dir, { recursive: true });
  });

  it('gives back what was appended, in order, after an opening', async () => {
    const records = [{ a: 1 }, 'text', null, [1, 'ä😀']];
    const positions = await Promise.all(records.map((record) => journal.append(record)));
    expect(positions).toEqual([1, 2, 3, 4]);
    await reopen();
    expect(await all()).toEqual(records);
    expect(journal.report).toEqual({ records: 4, tornBytes: 0, damage: [] });
    expect(await journal.append('next')).toBe(5);
  });

  it('shares one flush among appends that come together', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, index) => journal.append(index)));
    expect(journal.stats()).toMatchObject({ appends: 100, flushes: 1 });
  });

  it('forgets what is settled, over openings too', async () => {
    for (const record of ['a', 'b', 'c']) await journal.append(record);
    await journal.checkpoint(2);
    await reopen();
    expect(await all()).toEqual(['c']);
    await journal.checkpoint(3);
    await reopen();
    expect(await all()).toEqual([]);
  });

  it('deletes segments that hold nothing else', async () => {
    await reopen(10);
    const positions: number[] = [];
    for (let index = 0; index < 5; index += 1) positions.push(await journal.append('x'.repeat(20)));
    expect(await segments()).toHaveLength(5);
    await journal.checkpoint(positions[3] ?? 0);
    expect((await segments()).length).toBeLessThan(4);
    await reopen(10);
    expect(await all()).toHaveLength(1);
    expect(await journal.append('later')).toBeGreaterThan(positions[4] ?? Infinity);
  });

  it.each([1, 5, 12])('cuts off the last %i bytes of a torn append and keeps the rest', async (bytes) => {
    await journal.append('whole');
    await journal.append('torn');
    await journal.close();
    const file = await lastSegment();
    await truncate(file, (await readFile(file)).length - bytes);
    await open();
    expect(await all()).toEqual(['whole']);
    expect(journal.report.tornBytes).toBeGreaterThan(0);
    await journal.append('new');
    await reopen();
    expect(await all()).toEqual(['whole', 'new']);
    expect(journal.report).toEqual({ records: 2, tornBytes: 0, damage: [] });
  });

  it('takes zeros and garbage at the end for a torn append', async () => {
    await journal.append('whole');
    await appendFile(await lastSegment(), Buffer.alloc(4096));
    await reopen();
    expect(await all()).toEqual(['whole']);
    expect(journal.report.tornBytes).toBe(4096);
  });

  it('says when a segment in the middle is damaged, and reads on after it', async () => {
    await reopen(10);
    for (const record of ['first', 'second', 'third']) await journal.append(record);
    await journal.close();
    await writeFile(path.join(dir, (await segments())[1] ?? ''), 'nonsense');
    await open();
    expect(await all()).toEqual(['first', 'third']);
    expect(journal.report.damage).toEqual([expect.stringContaining('1 records cannot be read')]);
  });

  it('keeps nothing of a group that could not be written, and goes on', async () => {
    await journal.append('before');
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    vi.spyOn(SegmentWriter.prototype, 'write').mockRejectedValueOnce(full);
    const refused = await Promise.allSettled([journal.append('lost 1'), journal.append('lost 2')]);
    for (const one of refused)
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'NO_SPACE' } });
    await journal.append('after');
    await reopen();
    expect(await all()).toEqual(['before', 'after']);
  });

  it('does not take up again what a failed group left in its segment', async () => {
    await journal.append('before');
    const file = await lastSegment();
    const whole = await readFile(file);
    await journal.append('phantom');
    const withPhantom = await readFile(file);
    await writeFile(file, whole);
    await reopen();
    await journal.append('real');
    await journal.close();
    await writeFile(file, withPhantom);
    await open();
    expect(await all()).toEqual(['before', 'real']);
  });

  it('refuses what comes after its end, and waits for what came before', async () => {
    const last = journal.append('last');
    await journal.close();
    expect(await last).toBe(1);
    await expect(journal.append('late')).rejects.toThrow('closed');
    await open();
    expect(await all()).toEqual(['last']);
  });
});
