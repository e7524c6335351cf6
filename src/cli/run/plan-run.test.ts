import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineInfo } from '#contract/system';
import { UsageError } from '../exit-codes';
import { type RunOptions, engineOf, formatOf, planRun, recordOf } from './plan-run';
import { keepRecord } from './run-record';

const engine: EngineInfo = {
  name: 'xcmetrics',
  title: 'Flight metrics',
  version: 1,
  pool: 'igc',
  accepts: [{ label: 'flight', suffixes: ['.igc'], maxBytes: 1 }],
  columns: [],
  views: ['geojson'],
  http: null,
};
let dir: string;
const options = (change: Partial<RunOptions>): RunOptions => ({
  given: [],
  dataDir: path.join(dir, 'data'),
  engine: 'xcmetrics',
  resume: false,
  everyFile: false,
  ...change,
});
const said: string[] = [];
const say = (line: string) => void said.push(line);

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'flightline-plan-'));
  mkdirSync(path.join(dir, 'in'));
  for (const name of ['a.igc', 'b.IGC', 'c.txt']) writeFileSync(path.join(dir, 'in', name), 'x');
  said.length = 0;
});
afterEach(() => rmSync(dir, { recursive: true }));

async function newRecord(change: Partial<RunOptions> = {}) {
  const given = options({ given: [path.join(dir, 'in')], ...change });
  return recordOf(await planRun(given, say), given, engine, say);
}

describe('a new run', () => {
  it('takes of a folder what the engine reads by name', async () => {
    const record = await newRecord();
    expect(record.files.map(({ absolute }) => path.basename(absolute))).toEqual(['a.igc', 'b.IGC']);
    expect(said).toEqual(['Passed over 1 file without .igc; --every-file tries them, too.']);
    expect((await newRecord({ everyFile: true })).files).toHaveLength(3);
  });

  it.each([
    ['no files', { given: [] }, 'Name the files'],
    ['no engine', { engine: undefined, given: ['x.igc'] }, 'Name the engine'],
  ])('refuses %s', async (_, change, sentence) => {
    await expect(planRun(options(change), say)).rejects.toThrow(sentence);
  });

  it('refuses an empty folder, a folder of other files, and an engine that is not there', async () => {
    mkdirSync(path.join(dir, 'empty'));
    await expect(planRun(options({ given: [path.join(dir, 'empty')] }), say)).rejects.toThrow(UsageError);
    rmSync(path.join(dir, 'in', 'a.igc'));
    rmSync(path.join(dir, 'in', 'b.IGC'));
    await expect(newRecord()).rejects.toThrow('None of the files is one for xcmetrics');
    expect(() => engineOf([engine], 'xcscore')).toThrow('There are: xcmetrics.');
  });
});

describe('a resumed run', () => {
  it('has the files, format and output it began with, unless others are named', async () => {
    const first = await newRecord({ out: path.join(dir, 'out.csv') });
    await keepRecord(options({}).dataDir, { ...first, worker: { pid: 2 ** 22 + 1, startTicks: null } });
    const resume = async (change: Partial<RunOptions>) => {
      const wanted = options({ engine: undefined, resume: true, ...change });
      return recordOf(await planRun(wanted, say), wanted, engine, say);
    };
    expect(await resume({})).toEqual(first);
    expect(await resume({ given: first.given })).toEqual(first);
    expect(await resume({ format: 'json', out: '-' })).toEqual({ ...first, format: 'json', out: null });
    expect(await resume({ out: path.join(dir, 'x.geojson') })).toMatchObject({ format: 'geojson' });
  });

  it('says that there is none, or starts anew when files are named', async () => {
    await expect(planRun(options({ resume: true }), say)).rejects.toThrow('There is no suspended run');
    expect(await planRun(options({ resume: true, given: [path.join(dir, 'in')] }), say)).toMatchObject({
      kind: 'new',
    });
  });
});

it.each([
  [{ out: 'x.csv' }, 'csv'],
  [{ out: 'x.GeoJSON' }, 'geojson'],
  [{ out: 'x.txt' }, 'jsonl'],
  [{ out: 'x.csv', format: 'json' as const }, 'json'],
  [{}, 'jsonl'],
])('%j means %s', (given, format) => {
  expect(formatOf(given)).toBe(format);
});
