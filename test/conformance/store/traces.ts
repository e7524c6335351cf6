/** The store of traces: parts add up, once each, and are found again. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TraceFilter } from '#contract/traces';
import type { Database } from '../../../src/stack/database/open';
import * as traces from '../../../src/stack/database/traces';
import { partOf, spanOf } from '../../../src/stack/telemetry/span';

const t0 = 1_700_000_000_000;
const idOf = (number: number) => String(number).padStart(32, 'f');

function part(
  number: number,
  partId: string,
  about: { at?: number; ms?: number; error?: string; engine?: string; name?: string } = {},
) {
  const span = spanOf(
    {
      name: `run ${partId}`,
      sort: 'run',
      parentId: null,
      startedAt: about.at ?? t0 + number * 1000,
      durationMs: about.ms ?? 100,
      error: about.error ?? null,
    },
    'engine',
  );
  return partOf([span], {
    traceId: idOf(number),
    partId,
    name: about.name ?? `flight-${number}.igc`,
    ...(about.engine ? { engine: about.engine } : {}),
    jobIds: [`job${number}${about.engine ?? ''}`],
  });
}

export function tracesSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });
  beforeEach(async () => {
    await database.pool.query('truncate flightline.traces, flightline.trace_parts');
  });

  const pageOf = async (filter: TraceFilter, sort: 'startedAt' | 'durationMs' = 'startedAt') => {
    const { rows, total } = await traces.page(database, {
      filter,
      sort: { key: sort, descending: true },
      offset: 0,
      limit: 50,
    });
    expect(total).toBe(rows.length);
    return rows.map(({ name }) => name);
  };

  describe('traces', () => {
    it('sums the parts of a trace up, each once', async () => {
      const first = [
        part(1, 'a', { engine: 'dem' }),
        part(1, 'b', { engine: 'xcscore', at: t0 + 5000, ms: 700, error: 'no' }),
      ];
      await traces.storeTraceParts(database, first, t0);
      await traces.storeTraceParts(database, [...first, part(1, 'c', { at: t0, ms: 10 }), part(2, 'a')], t0);
      const found = await traces.get(database, idOf(1));
      expect(found?.trace).toMatchObject({
        name: 'flight-1.igc',
        startedAt: t0,
        durationMs: 5700,
        errors: 1,
        error: 'no',
        spans: 3,
        engines: ['dem', 'xcscore'],
        jobIds: ['job1', 'job1dem', 'job1xcscore'],
      });
      expect(found?.spans.map(({ name }) => name)).toEqual(['run a', 'run b', 'run c']);
      expect(found?.trace.bars).toHaveLength(3);
      expect(await traces.get(database, idOf(9))).toBeNull();
    });

    it('takes file names with characters that PostgreSQL refuses', async () => {
      await traces.storeTraceParts(database, [part(1, 'a', { name: 'half\ud800\u0000.igc' })], t0);
      expect(await pageOf({})).toEqual(['half\ufffd\ufffd.igc']);
    });

    it.each<[string, TraceFilter, string[]]>([
      ['failure', { failed: true }, ['flight-2.igc']],
      ['engine', { engine: 'dem' }, ['flight-3.igc']],
      ['job', { jobId: 'job3dem' }, ['flight-3.igc']],
      ['least duration', { leastMs: 1000 }, ['flight-4.igc']],
      ['most duration', { mostMs: 50 }, ['flight-1.igc']],
      ['part of the name', { search: 'LIGHT-2' }, ['flight-2.igc']],
      ['part of the error', { search: '100%' }, ['flight-2.igc']],
      ['beginning of its id', { search: idOf(4) }, ['flight-4.igc']],
      ['id of a job', { search: 'JOB3DEM' }, ['flight-3.igc']],
      ['what went on in a window', { from: t0 + 4050, to: t0 + 4060 }, ['flight-4.igc']],
      ['everything, newest first', {}, ['flight-4.igc', 'flight-3.igc', 'flight-2.igc', 'flight-1.igc']],
    ])('finds by %s', async (_what, filter, names) => {
      await traces.storeTraceParts(
        database,
        [
          part(1, 'a', { ms: 50 }),
          part(2, 'a', { error: 'only 100% will do' }),
          part(3, 'a', { engine: 'dem' }),
          part(4, 'a', { ms: 2000 }),
        ],
        t0,
      );
      expect(await pageOf(filter)).toEqual(names);
    });

    it('drops by age, then the oldest until the rest fits', async () => {
      for (let number = 1; number <= 6; number++)
        await traces.storeTraceParts(database, [part(number, 'a')], t0);
      expect(await traces.dropOldTraces(database, { before: t0 + 2000, maxBytes: 1e9 })).toBe(1);
      const { bytes, traces: count } = await traces.totals(database);
      expect(count).toBe(5);
      await traces.dropOldTraces(database, { before: 0, maxBytes: bytes / 2 });
      expect(await pageOf({})).toEqual(['flight-6.igc', 'flight-5.igc']);
      const parts = await database.pool.query('select from flightline.trace_parts');
      expect(parts.rowCount).toBe(2);
    });

    it('leaves no part out that was numbered early and stored late', async () => {
      await traces.storeTraceParts(database, [part(1, 'a')], t0);
      await traces.storeTraceParts(database, [part(2, 'late')], t0 + 9000);
      await traces.storeTraceParts(database, [part(3, 'a')], t0 + 1000);
      const given = (storedBefore: number) =>
        traces.partsAfter(database, { seq: 0, storedBefore, limit: 10 }).then((parts) => parts.length);
      expect(await given(t0 + 5000)).toBe(1);
      expect(await given(t0 + 10_000)).toBe(3);
    });

    it('gives parts out in the order of storing, but not those that are being written', async () => {
      await traces.storeTraceParts(database, [part(1, 'a'), part(1, 'b')], t0);
      await traces.storeTraceParts(database, [part(2, 'a')], t0 + 5000);
      const all = await traces.partsAfter(database, { seq: 0, storedBefore: t0 + 9000, limit: 10 });
      expect(all).toHaveLength(3);
      const [first] = all;
      expect(
        await traces.partsAfter(database, { seq: first?.seq ?? 0, storedBefore: t0 + 5000, limit: 10 }),
      ).toHaveLength(1);
      expect(await traces.countPartsAfter(database, first?.seq ?? 0)).toBe(2);
      expect(await traces.lastPart(database)).toBe(all.at(-1)?.seq);
    });
  });
}
