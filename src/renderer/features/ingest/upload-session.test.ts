import { describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import type { IngestItem } from '#contract/ingest';
import { UploadSession } from './upload-session';
import { SendError, type SendRequest, type UploadPorts } from './upload-types';

function answer(fileName: string, outcome: IngestItem['outcome'] = 'accepted'): IngestItem {
  const refused = outcome === 'refused';
  return {
    fileName,
    sizeBytes: 1,
    outcome,
    jobs: refused ? [] : [{ id: `job-${fileName}`, engine: 'xcmetrics' }],
    code: refused ? 'UNKNOWN_TYPE' : null,
    message: refused ? 'No engine reads this kind of file.' : null,
  };
}

interface World extends UploadPorts {
  requests: SendRequest[];
  sealed: string[];
}

function world(over: Partial<UploadPorts> = {}): World {
  const requests: SendRequest[] = [];
  const sealed: string[] = [];
  return {
    requests,
    sealed,
    createBatch: () => Promise.resolve({ id: 'b1' }),
    sealBatch: (id) => {
      sealed.push(id);
      return Promise.resolve();
    },
    send: (request) => {
      requests.push(request);
      return Promise.resolve(request.files.map((file) => answer(file.path)));
    },
    isReadable: () => Promise.resolve(true),
    pause: () => Promise.resolve(),
    now: () => 0,
    ...over,
  };
}

function session(ports: UploadPorts, count: number): UploadSession {
  const made = new UploadSession('s1', { name: 'week', lane: 'batch', engine: null }, ports);
  for (let index = 0; index < count; index += 1) {
    const path = `${index}.igc`;
    made.add({ file: new File(['x'], path), path });
  }
  return made;
}

describe('UploadSession', () => {
  it('sends each file once and closes the batch', async () => {
    const ports = world();
    const upload = session(ports, 1234);
    await upload.run();
    const sent = ports.requests.flatMap((request) => request.files.map((file) => file.path));
    expect(sent).toHaveLength(1234);
    expect(new Set(sent).size).toBe(1234);
    expect(ports.requests).toHaveLength(Math.ceil(1234 / 50));
    expect(ports.sealed).toEqual(['b1']);
    expect(upload.snapshot()).toMatchObject({
      phase: 'done',
      counts: { accepted: 1234, queued: 0, sending: 0 },
    });
    expect(upload.files[7]?.jobId).toBe('job-7.igc');
  });

  it('keeps why a file was refused', async () => {
    const upload = session(
      world({ send: ({ files }) => Promise.resolve(files.map((f) => answer(f.path, 'refused'))) }),
      1,
    );
    await upload.run();
    expect(upload.files[0]).toMatchObject({ state: 'refused', code: 'UNKNOWN_TYPE' });
  });

  it('gives up on the rest when the reason is not the files, and can try again', async () => {
    let down = true;
    const ports = world();
    const { send } = ports;
    let calls = 0;
    ports.send = (request) => {
      calls += 1;
      return down ? Promise.reject(new SendError('NO_SPACE', 'The disk is full.', false)) : send(request);
    };
    const upload = session(ports, 2000);
    await upload.run();
    expect(calls).toBeLessThan(10);
    expect(upload.snapshot().counts.failed).toBe(2000);
    expect(upload.files[1999]).toMatchObject({ state: 'failed', code: 'NO_SPACE' });
    expect(ports.sealed).toEqual([]);

    down = false;
    await upload.retryFailed();
    expect(upload.snapshot().counts).toMatchObject({ accepted: 2000, failed: 0 });
    expect(ports.sealed).toEqual(['b1']);
  });

  it('goes on by itself when the instance was away for a moment', async () => {
    const keys: string[] = [];
    const pausesMs: number[] = [];
    const ports = world({
      createBatch: ({ key }) => {
        keys.push(key);
        const lost = new FlightlineError('CONNECTION_LOST', 'The connection to the instance was lost.');
        return keys.length < 3 ? Promise.reject(lost) : Promise.resolve({ id: 'b1' });
      },
      pause: (pauseMs) => {
        pausesMs.push(pauseMs);
        return Promise.resolve();
      },
    });
    const { send } = ports;
    const answers = ['CONNECTION_LOST', 'NOT_READY'] as const;
    let calls = 0;
    ports.send = (request) => {
      const code = answers[calls++];
      return code
        ? Promise.reject(new SendError(code, 'It is away.', code === 'CONNECTION_LOST'))
        : send(request);
    };
    const upload = session(ports, 3);
    await upload.run();
    expect(upload.snapshot()).toMatchObject({
      phase: 'done',
      problem: null,
      counts: { accepted: 3, failed: 0 },
    });
    expect(keys).toEqual(['s1', 's1', 's1']);
    expect(pausesMs).toEqual([250, 500, 250, 500]);
    expect(ports.sealed).toEqual(['b1']);
  });

  it('does not try for ever when the instance stays away', async () => {
    let pausedMs = 0;
    const upload = session(
      world({
        send: () => Promise.reject(new SendError('NOT_READY', 'It is away.', false)),
        pause: (pauseMs) => {
          pausedMs += pauseMs;
          return Promise.resolve();
        },
      }),
      1,
    );
    await upload.run();
    expect(upload.snapshot().counts).toMatchObject({ failed: 1 });
    expect(pausedMs).toBeGreaterThan(30_000);
    expect(pausedMs).toBeLessThan(120_000);
  });

  it('finds the one file that cannot be read and sends its neighbours', async () => {
    const ports = world({ isReadable: (file) => Promise.resolve(file.name !== '3.igc') });
    const { send } = ports;
    ports.send = (request) =>
      request.files.some((file) => file.path === '3.igc')
        ? Promise.reject(new SendError('CONNECTION_LOST', 'The request broke.', true))
        : send(request);
    const upload = session(ports, 10);
    await upload.run();
    expect(upload.snapshot().counts).toMatchObject({ accepted: 9, failed: 1 });
    expect(upload.files[3]).toMatchObject({ state: 'failed', code: 'FILE_UNREADABLE' });
  });

  it('stops when cancelled, and what was accepted stays', async () => {
    const ports = world();
    const { send } = ports;
    let calls = 0;
    ports.send = (request) => {
      calls += 1;
      if (calls === 3) upload.cancel();
      return request.signal.aborted ? Promise.reject(new Error('aborted')) : send(request);
    };
    const upload: UploadSession = session(ports, 1000);
    await upload.run();
    const { counts, phase } = upload.snapshot();
    expect(phase).toBe('cancelled');
    expect(counts.accepted).toBeGreaterThan(0);
    expect(counts.accepted + counts.cancelled).toBe(1000);
    expect(ports.sealed).toEqual(['b1']);
  });

  it('tells when not even a batch could be made', async () => {
    const upload = session(world({ createBatch: () => Promise.reject(new Error('no')) }), 3);
    await upload.run();
    expect(upload.snapshot()).toMatchObject({
      phase: 'done',
      counts: { failed: 3 },
      problem: { message: 'no' },
    });
  });
});
