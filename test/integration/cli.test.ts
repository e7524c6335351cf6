/** The command line on a running instance: results in every form, lists, acts, exit codes. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBrokenFlight, makeFlight } from '../fixtures/make-flight';
import { linesOf, runCommand, startCommand } from '../helpers/command';
import { type TestInstance, removeDataDir, startInstance } from '../helpers/instance';

let instance: TestInstance;
let scratch: string;
let data: string[];

function folderOf(name: string, files: Record<string, Uint8Array | string>): string {
  const folder = path.join(scratch, name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
  return folder;
}

const flight = (seed: number) => makeFlight({ fixes: 400, thermals: 2, seed }).bytes;
const run = (...args: string[]) => runCommand('run', '--engine', 'xcmetrics', ...data, ...args);
const asJson = async (...args: string[]) => JSON.parse((await runCommand(...args, '--json', ...data)).out);

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'flightline-cli-'));
  instance = await startInstance();
  data = ['--data', instance.dataDir];
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  rmSync(scratch, { recursive: true });
});

describe('flightline run', () => {
  it('writes the results of a folder in order, and knows them the second time', async () => {
    const folder = folderOf('good', {
      'b.igc': flight(1),
      'a.igc': flight(2),
      'notes.txt': 'none',
      'c.igc': flight(3),
    });
    const first = await run(folder);
    expect(first).toMatchObject({ code: 0, err: expect.stringMatching(/3 files: 3 done; \d.+ \(.+\)/) });
    expect(first.err).toContain('Passed over 1 file without .igc');
    const lines = linesOf(first.out);
    expect(lines.map(({ fileName, state }) => `${fileName} ${state}`)).toEqual([
      'a.igc completed',
      'b.igc completed',
      'c.igc completed',
    ]);
    expect(lines[0]).toMatchObject({
      path: path.join(folder, 'a.igc'),
      output: { flights: [expect.anything()] },
    });

    const second = await run(folder);
    expect(second).toMatchObject({
      code: 0,
      out: first.out,
      err: expect.stringContaining('3 done (3 known before)'),
    });
  });

  it('names what was refused or failed, and ends with 3', async () => {
    const folder = folderOf('mixed', {
      'empty.igc': '',
      'good.igc': flight(4),
      'still.igc': makeBrokenFlight('neverTookOff', 5),
      'image.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
    });
    const end = await run(folder, path.join(folder, 'image.png'), path.join(folder, 'gone.igc'));
    const found = linesOf(end.out).map(({ fileName, state, error }) => [
      path.basename(fileName),
      state,
      error?.code,
    ]);
    expect(end.code).toBe(3);
    expect(found).toEqual([
      ['empty.igc', 'refused', 'EMPTY_FILE'],
      ['good.igc', 'completed', undefined],
      ['image.png', 'refused', 'UNKNOWN_TYPE'],
      ['still.igc', 'failed', 'INVALID_FLIGHT'],
      ['gone.igc', 'refused', 'FILE_NOT_FOUND'],
    ]);
    expect(end.err).toContain('5 files: 1 done, 1 failed, 3 refused');
    expect(end.err).toMatch(/empty\.igc {2}EMPTY_FILE {2}empty\.igc is empty\. .*export it again/);
  });

  it('writes CSV with the figures of the engine', async () => {
    const folder = folderOf('csv', { 'a.igc': flight(6), '=1+1.igc': flight(7), 'empty.igc': '' });
    const out = path.join(scratch, 'out.csv');
    expect(await run(folder, '--out', out)).toMatchObject({ code: 3, out: '' });
    const [head, formula, good, empty] = readFileSync(out, 'utf8').split('\r\n');
    const columns = head?.split(',') ?? [];
    expect(columns.slice(0, 4)).toEqual(['fileName', 'path', 'state', 'jobId']);
    expect(columns).toContain('airtimeS');
    expect(formula?.startsWith("'=1+1.igc,")).toBe(true);
    expect(Number(good?.split(',')[columns.indexOf('airtimeS')])).toBeGreaterThan(100);
    expect(empty).toContain('refused,,');
    expect(readdirSync(scratch).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('merges GeoJSON, and gives JSON as one array', async () => {
    const folder = folderOf('geo', { 'a.igc': flight(8), 'b.igc': flight(9), 'empty.igc': '' });
    const collection = JSON.parse((await run(path.join(folder, '{a,b}.igc'), '--format', 'geojson')).out);
    expect(collection.type).toBe('FeatureCollection');
    const tracks = collection.features.filter(
      (feature: { properties: { kind: string } }) => feature.properties.kind === 'track',
    );
    expect(tracks.map((track: { properties: { fileName: string } }) => track.properties.fileName)).toEqual([
      'a.igc',
      'b.igc',
    ]);
    expect(JSON.parse((await run(folder, '-f', 'json')).out)).toHaveLength(3);
  });

  it.each([
    ['no files', []],
    ['an unknown option', ['--bogus', 'x.igc']],
    ['a format that is none', ['x.igc', '--format', 'xml']],
    ['a pattern that matches nothing', ['/nowhere/*.igc']],
    ['a file that cannot be written', ['x.igc', '--out', '/nowhere/out.jsonl']],
    ['a profile that is none', ['x.igc', '--profile', 'nonesuch']],
  ])('ends with 2 for %s', async (_, args) => {
    const end = await run(...args);
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).not.toBe('');
    expect(end.err).not.toContain('starting a private one');
  });

  it('ends with 2 for an engine that is none, naming those that are', async () => {
    const end = await runCommand('run', '-e', 'nonesuch', 'x.igc', ...data);
    const names = 'xcmetrics, dem, geolookup, xcscore, allocator, mediaextras';
    expect(end).toMatchObject({ code: 2, err: `There is no engine named nonesuch. There are: ${names}.\n` });
  });

  it('says that threads are not its to choose when it is attached', async () => {
    const folder = folderOf('threads', { 'a.igc': flight(10) });
    expect((await run(folder, '--concurrency', '2')).err).toContain('--concurrency is left out');
  });

  it('survives a reader that goes away', async () => {
    const folder = folderOf(
      'reader',
      Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.igc`, flight(100 + at)])),
    );
    const { child, ended } = startCommand(['run', '-e', 'xcmetrics', folder, ...data]);
    child.stdout?.destroy();
    const { code, err } = await ended;
    expect(code).toBe(1);
    expect(err).toContain('Continue with: flightline run --resume');
    expect(err).not.toContain('EPIPE');
    const resumed = await runCommand('run', '--resume', ...data);
    expect([resumed.code, linesOf(resumed.out).length]).toEqual([0, 30]);
  });
});

describe('flightline status', () => {
  it('tells a running instance from none', async () => {
    const status = await asJson('status');
    expect(status).toMatchObject({
      running: true,
      healthy: true,
      health: { status: 'ok' },
      info: { dataDir: instance.dataDir },
    });
    expect(status.processes.map(({ name }: { name: string }) => name)).toContain('gateway');
    expect((await runCommand('status', ...data)).out).toContain(instance.url);
    const none = await runCommand('status', '--json', '--data', path.join(scratch, 'none'));
    expect([none.code, JSON.parse(none.out).running]).toEqual([1, false]);
  });
});

describe('flightline jobs and batches', () => {
  it('lists, filters and shows', async () => {
    folderOf('listed', { 'listed-1.igc': flight(20), 'listed-2.igc': flight(21) });
    await run(path.join(scratch, 'listed'));
    const found = await asJson('jobs', 'list', '--search', 'LISTED', '--state', 'completed');
    expect(found.total).toBe(2);
    const table = await runCommand('jobs', 'list', '--search', 'listed-1', ...data);
    expect(table.out.split('\n')[0]).toMatch(/^ID +STATE +ENGINE +FILE/);
    expect(table.out).not.toContain('\u001b[');
    const { id } = found.rows[0];
    expect(await asJson('jobs', 'show', id)).toMatchObject({
      job: { id },
      output: { flights: expect.any(Array) },
    });
    expect((await runCommand('jobs', 'show', id, ...data)).out).toMatch(/Airtime +\d+ s/);
    expect(await runCommand('jobs', 'show', 'nonesuch', ...data)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no job nonesuch'),
    });

    const batches = await asJson('batches', 'list', '--limit', '1');
    expect(batches.rows[0]).toMatchObject({ state: 'done', counts: { completed: 2 } });
    expect(await asJson('batches', 'show', batches.rows[0].id)).toMatchObject({ problems: { total: 0 } });
  });

  it('says which ids an act left out, and why', async () => {
    const completed = (await asJson('jobs', 'list', '--state', 'completed', '--limit', '1')).rows[0].id;
    const end = await runCommand('jobs', 'retry', completed, 'nonesuch', '--json', ...data);
    expect(end.code).toBe(3);
    expect(JSON.parse(end.out)).toEqual({
      done: 0,
      skipped: [
        { id: completed, reason: expect.stringContaining('completed') },
        { id: 'nonesuch', reason: expect.stringContaining('There is no such job.') },
      ],
    });
    expect((await runCommand('jobs', 'cancel', ...data)).code).toBe(2);
    expect((await runCommand('jobs', 'cancel', 'x', '--all', ...data)).code).toBe(2);
  });
});

describe('flightline dlq', () => {
  it('lists, shows, retries and discards dead letters', async () => {
    folderOf('dead', {
      'dead-1.igc': makeBrokenFlight('neverTookOff', 31),
      'dead-2.igc': makeBrokenFlight('noPositions', 32),
    });
    expect((await run(path.join(scratch, 'dead'))).code).toBe(3);
    const found = await asJson('dlq', 'list', '--search', 'dead-');
    expect(found.rows.map(({ errorCode }: { errorCode: string }) => errorCode)).toEqual([
      'INVALID_FLIGHT',
      'INVALID_FLIGHT',
    ]);
    const [first, second] = found.rows.map(({ jobId }: { jobId: string }) => jobId);
    expect(await asJson('dlq', 'show', first)).toMatchObject({ jobId: first, action: expect.any(String) });

    expect(await runCommand('dlq', 'discard', first, ...data)).toMatchObject({ code: 2 });
    expect(await runCommand('dlq', 'discard', first, '--reason', 'no flight', ...data)).toMatchObject({
      code: 0,
      out: '1 dead letter discarded\n',
    });
    expect((await asJson('dlq', 'trash')).rows).toMatchObject([{ jobId: first, reason: 'no flight' }]);
    expect(await asJson('dlq', 'restore', first)).toMatchObject({ done: 1 });
    const groups = (await asJson('dlq', 'groups', '--code', 'INVALID_FLIGHT')).groups;
    expect(groups.length).toBeGreaterThan(0);
    expect(await runCommand('dlq', 'undo', 'nonesuch', ...data)).toMatchObject({ code: 1 });
    const none = await runCommand(
      'dlq',
      'export',
      'nonesuch',
      '--out',
      path.join(scratch, 'none.zip'),
      ...data,
    );
    expect(none).toMatchObject({ code: 1 });
    const wrong = await runCommand('backup', 'verify', 'nonesuch', ...data);
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('a name like 2026-11-22T060000Z') });
    const bundle = path.join(scratch, 'case.zip');
    expect(await runCommand('dlq', 'export', first, '--out', bundle, ...data)).toMatchObject({ code: 0 });
    expect(await asJson('dlq', 'import', bundle)).toMatchObject({ letters: 1, imported: 0, known: 1 });
    const dry = await asJson('dlq', 'edit', first, '--merge', '{"lane":"interactive"}', '--dry-run');
    expect(dry).toMatchObject({ count: 1, changed: 1, samples: [{ after: { lane: 'interactive' } }] });
    expect(await runCommand('dlq', 'edit', first, '--merge', '[1]', ...data)).toMatchObject({ code: 2 });
    expect(await runCommand('dlq', 'discard', first, '--reason', 'no flight', ...data)).toMatchObject({
      code: 0,
    });
    expect((await asJson('dlq', 'retry', '--all', '--search', 'dead-')).done).toBe(1);
    await expect
      .poll(async () => (await asJson('dlq', 'list', '--search', 'dead-')).rows, { timeout: 30_000 })
      .toMatchObject([{ jobId: second }]);
  });
});
