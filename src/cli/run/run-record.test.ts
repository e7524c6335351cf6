import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify } from '../../stack/process-identity';
import { type RunRecord, chooseRun, dropRecord, keepRecord, suspendedRuns } from './run-record';

const nobody = 2 ** 22 + 1;
let dataDir: string;
const record = (change: Partial<RunRecord> = {}): RunRecord => ({
  key: randomUUID(),
  startedAt: 1,
  worker: { pid: nobody, startTicks: null },
  engine: 'xcmetrics',
  lane: 'batch',
  given: ['/flights'],
  files: [{ shown: 'flights/a.igc', absolute: '/flights/a.igc' }],
  format: 'jsonl',
  out: null,
  ...change,
});

beforeEach(() => (dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-record-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('run records', () => {
  it('are kept until dropped, newest first, without those that somebody works on', async () => {
    const [old, fresh] = [record(), record({ startedAt: 2 })];
    await keepRecord(dataDir, old);
    await keepRecord(dataDir, fresh);
    await keepRecord(dataDir, record({ startedAt: 3, worker: identify(process.ppid) }));
    expect(await suspendedRuns(dataDir)).toEqual([fresh, old]);
    await dropRecord(dataDir, fresh.key);
    expect(await suspendedRuns(dataDir)).toEqual([old]);
  });

  it('are none where nothing ran, and broken ones are passed over', async () => {
    expect(await suspendedRuns(dataDir)).toEqual([]);
    await keepRecord(dataDir, record());
    writeFileSync(path.join(dataDir, 'run', 'cli', 'broken.json'), '{');
    expect(await suspendedRuns(dataDir)).toHaveLength(1);
  });
});

describe('chooseRun', () => {
  const [a, b] = [record({ given: ['/a'] }), record({ given: ['/b'] })];
  it.each([
    ['the last without names', { given: [] }, a],
    ['the one of these files', { given: ['/b'] }, b],
    ['none of other files', { given: ['/a', '/b'] }, null],
    ['none of another engine', { given: [], engine: 'xcscore' }, null],
  ])('%s', (_, wanted, expected) => {
    expect(chooseRun([a, b], wanted)).toBe(expected);
  });
});
