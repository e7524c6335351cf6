/** Runs of the command line that are broken off: by Ctrl-C, by kill -9, by the end of the instance. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, runCommand, startCommand } from '../helpers/command';
import { writeFlights } from '../helpers/flights';
import { removeDataDir, startInstance, temporaryDataDir } from '../helpers/instance';

const real = 'node_modules/igc-xc-score/test';
/** Enough that a run is still on when it is broken off. */
const manyFlights = 80;
const someDone = new RegExp(`\\d+ of ${manyFlights} files`);
const allDone = `${manyFlights} files: ${manyFlights} done`;
let scratch: string;

beforeAll(() => void (scratch = mkdtempSync(path.join(tmpdir(), 'flightline-runs-'))));
afterAll(() => rmSync(scratch, { recursive: true }));

async function inDataDir(test: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = temporaryDataDir();
  try {
    await test(dataDir);
  } finally {
    removeDataDir(dataDir);
  }
}

describe('a run with an instance of its own', () => {
  it(
    'gives a line for each of 33 real flights, and answers from results the second time',
    () =>
      inDataDir(async (dataDir) => {
        const out = path.join(scratch, 'real.jsonl');
        const args = [
          'run',
          '--engine',
          'xcmetrics',
          real,
          '--format',
          'jsonl',
          '--out',
          out,
          '--data',
          dataDir,
        ];
        const first = await runCommand(...args);
        expect(first).toMatchObject({ code: 0, out: '' });
        const text = readFileSync(out, 'utf8');
        expect(linesOf(text)).toHaveLength(33);
        expect(
          linesOf(text).every(({ state, output }) => state === 'completed' && output !== undefined),
        ).toBe(true);
        expect(existsSync(path.join(dataDir, 'run', 'instance.json'))).toBe(false);

        const second = await runCommand(...args);
        expect(second).toMatchObject({ code: 0, err: expect.stringContaining('33 known before') });
        expect(readFileSync(out, 'utf8')).toBe(text);
      }),
    120_000,
  );

  it(
    'is suspended by Ctrl-C and completed by --resume, as is one that was killed',
    () =>
      inDataDir(async (dataDir) => {
        const flights = writeFlights(manyFlights, 71, 4000);
        const out = path.join(scratch, 'resumed.jsonl');
        const args = [
          'run',
          '-e',
          'xcmetrics',
          flights,
          '--concurrency',
          '1',
          '--out',
          out,
          '--data',
          dataDir,
        ];

        const stopped = startCommand(args);
        await stopped.said(someDone);
        stopped.child.kill('SIGINT');
        const { code, err } = await stopped.ended;
        expect(code).toBe(130);
        expect(err).toContain(`Continue with: flightline run --resume --data ${dataDir}`);
        expect(existsSync(out)).toBe(false);

        const killed = startCommand(['run', '--resume', '--data', dataDir]);
        await killed.said(someDone);
        killed.child.kill('SIGKILL');
        await killed.ended;

        const end = await runCommand('run', '--resume', '--data', dataDir);
        expect(end).toMatchObject({ code: 0, err: expect.stringContaining(allDone) });
        const lines = linesOf(readFileSync(out, 'utf8'));
        expect(new Set(lines.map(({ path: file }) => file)).size).toBe(manyFlights);
        expect(lines.every(({ state }) => state === 'completed')).toBe(true);
        expect((await runCommand('run', '--resume', '--data', dataDir)).err).toContain('no suspended run');
      }),
    180_000,
  );
});

describe('a run with somebody else’s instance', () => {
  it(
    'pauses its batch at Ctrl-C, and goes on without the instance when that ends',
    () =>
      inDataDir(async (dataDir) => {
        const instance = await startInstance({ dataDir });
        const flights = writeFlights(manyFlights, 72, 4000);
        const out = path.join(scratch, 'attached.jsonl');

        const stopped = startCommand(['run', '-e', 'xcmetrics', flights, '--out', out, '--data', dataDir]);
        await stopped.said(someDone);
        stopped.child.kill('SIGINT');
        expect((await stopped.ended).code).toBe(130);
        expect((await instance.api.batches.list.query()).map(({ state }) => state)).toEqual(['paused']);

        // Its files are not held back from another run that wants them.
        const last = path.join(flights, 'flight-00079.igc');
        expect(await runCommand('run', '-e', 'xcmetrics', last, '--data', dataDir)).toMatchObject({
          code: 0,
        });

        const resumed = startCommand(['run', '--resume', '--data', dataDir]);
        await resumed.said(someDone);
        await instance.stop();
        const end = await resumed.ended;
        expect(end.err).toContain('The instance ended; going on without it.');
        expect(end).toMatchObject({ code: 0, err: expect.stringContaining(allDone) });
        expect(linesOf(readFileSync(out, 'utf8'))).toHaveLength(manyFlights);
      }),
    180_000,
  );
});
