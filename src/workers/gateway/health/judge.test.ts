import { describe, expect, it } from 'vitest';
import type { ProcessInfo } from '#contract/system';
import {
  type EngineState,
  judgeDatabase,
  judgeDisk,
  judgeEngine,
  judgeQueue,
  judgeStorage,
  judgeWorkers,
  overall,
} from './judge';

const MiB = 1024 * 1024;
const redis = { version: '7', usedBytes: MiB, limitBytes: 100 * MiB, logWritten: true };
const engine: EngineState = {
  name: 'xcmetrics',
  title: 'Flight metrics',
  pool: 'igc',
  paused: false,
  readyProcesses: 1,
  waiting: 0,
  running: 0,
  letters: 0,
  http: { port: 8081, wantedPort: 8081 },
};
const process = (name: string, state: ProcessInfo['state'], pool: string | null = 'igc') =>
  ({ name, state, pool, kind: 'engine' }) as ProcessInfo;

describe('a component', () => {
  it.each([
    ['a queue with room', judgeQueue(redis, 1), 'ok'],
    ['a queue that is nearly full', judgeQueue({ ...redis, usedBytes: 81 * MiB }, 1), 'degraded'],
    ['a queue without limit', judgeQueue({ ...redis, limitBytes: 0, usedBytes: 1e12 }, 1), 'ok'],
    ['a queue that cannot write', judgeQueue({ ...redis, logWritten: false }, 1), 'degraded'],
    ['a slow queue', judgeQueue(redis, 1500), 'degraded'],
    ['a database', judgeDatabase({ version: '17', hasVectors: true }, 3), 'ok'],
    ['a slow database', judgeDatabase({ version: '17', hasVectors: true }, 2000), 'degraded'],
    ['files', judgeStorage({ usedBytes: 1, quotaBytes: null, writable: true }), 'ok'],
    ['files near the quota', judgeStorage({ usedBytes: 9, quotaBytes: 10, writable: true }), 'degraded'],
    ['files at the quota', judgeStorage({ usedBytes: 10, quotaBytes: 10, writable: true }), 'down'],
    [
      'files that cannot be written',
      judgeStorage({ usedBytes: 1, quotaBytes: null, writable: false }),
      'down',
    ],
    ['a disk with room', judgeDisk({ freeBytes: 5000 * MiB, totalBytes: 9000 * MiB }, 256 * MiB), 'ok'],
    ['a disk that fills', judgeDisk({ freeBytes: 900 * MiB, totalBytes: 9000 * MiB }, 256 * MiB), 'degraded'],
    ['a full disk', judgeDisk({ freeBytes: 200 * MiB, totalBytes: 9000 * MiB }, 256 * MiB), 'down'],
    ['workers', judgeWorkers([process('a', 'ready')]), 'ok'],
    [
      'workers of which one starts',
      judgeWorkers([process('a', 'ready'), process('b', 'starting')]),
      'degraded',
    ],
    ['workers of which one leaves', judgeWorkers([process('a', 'ready'), process('b', 'stopping')]), 'ok'],
    [
      'workers of which one failed',
      judgeWorkers([process('a', 'ready'), process('b', 'failed')]),
      'degraded',
    ],
    [
      'only isolation left',
      judgeWorkers([process('a', 'failed'), process('engine-isolation', 'ready', null)]),
      'down',
    ],
    ['an engine', judgeEngine(engine), 'ok'],
    ['an engine of a paused pool', judgeEngine({ ...engine, paused: true }), 'degraded'],
    ['an engine without process', judgeEngine({ ...engine, readyProcesses: 0 }), 'down'],
    ['an engine that keeps failing', judgeEngine({ ...engine, letters: 12 }), 'degraded'],
    [
      'an engine without port',
      judgeEngine({ ...engine, http: { port: null, wantedPort: 8081 } }),
      'degraded',
    ],
    ['an engine without HTTP', judgeEngine({ ...engine, http: null }), 'ok'],
  ] as const)('%s', (_name, judged, status) => {
    expect(judged.status).toBe(status);
    // Whatever is wrong says what to do.
    expect(judged.action === null).toBe(status === 'ok');
  });

  it('says what a database without pgvector lacks', () => {
    const { status, detail } = judgeDatabase({ version: '15', hasVectors: false }, 3);
    expect(status).toBe('ok');
    expect(detail).toMatch(
      /^PostgreSQL 15 answers\. It has no pgvector, so pictures are found by their words/,
    );
  });
});

describe('overall', () => {
  it.each([
    [[{ group: 'instance', status: 'ok' }], 'ok'],
    [[{ group: 'instance', status: 'degraded' }], 'degraded'],
    [[{ group: 'instance', status: 'down' }], 'down'],
    [[{ group: 'engine', status: 'down' }], 'degraded'],
  ] as const)('%j is %s', (components, status) => {
    expect(overall(components)).toBe(status);
  });
});
