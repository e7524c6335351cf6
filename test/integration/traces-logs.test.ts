/** Traces from upload to database and on to a collector; logs of every process, read, followed and kept over a crash. */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestInstance,
  removeDataDir,
  startInstance,
  temporaryDataDir,
  until,
} from '../helpers/instance';
import { testEntry } from '../helpers/test-build';
import { ended, jobIdOf, upload } from '../helpers/uploads';
import { IngestAnswer } from '#contract/ingest';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

/** Each is waited for twice as long as the one before. */
const refusals = 2;

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}

/** Takes OTLP over HTTP; refuses what comes first. */
class Collector {
  readonly spans: SentSpan[] = [];
  refused = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        const refuses = this.refused < refusals;
        if (refuses) this.refused += 1;
        else this.take(body);
        response.writeHead(refuses ? 400 : 200, { 'content-type': 'application/json' }).end('{}');
      });
    });
  }

  private take(body: string): void {
    const { resourceSpans } = JSON.parse(body) as {
      resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[];
    };
    this.spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const collector = new Collector();
const dataDir = temporaryDataDir();
let env: Record<string, string>;
let instance: TestInstance;

beforeAll(async () => {
  env = { OTEL_EXPORTER_OTLP_ENDPOINT: await collector.listen(), FLIGHTLINE_PROCESSES_PER_POOL: '1' };
  instance = await startInstance({ entry: testEntry, dataDir, env });
});
afterAll(async () => {
  await instance.stop();
  collector.close();
  removeDataDir(dataDir);
});

async function uploadTraced(fileName: string, content: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([content]), fileName);
  const response = await fetch(`${instance.url}/api/v1/ingest`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${instance.key}`, traceparent },
  });
  return jobIdOf(IngestAnswer.parse(await response.json()).items[0]);
}

const traceOf = (jobId: string, whole: (names: string[]) => boolean) =>
  until(`the trace of ${jobId}`, async () => {
    const found = await instance.api.traces.ofJob.query({ id: jobId });
    return found && whole(found.spans.map(({ name }) => name)) && found;
  });

describe('traces', () => {
  it('go on in the trace of the client: intake, queue, each attempt, database', async () => {
    const id = await uploadTraced('a.flaky', `flaky ${path.join(dataDir, 'tally')}`);
    await ended(instance, id);
    // The gateway and the engine each write their part of it.
    const { trace, spans } = await traceOf(
      id,
      (names) => names.includes('take in a.flaky') && names.includes('job flaky'),
    );
    expect(trace).toMatchObject({ traceId, name: 'a.flaky', engines: ['flaky'], jobIds: [id] });
    const [root] = spans;
    expect(root).toMatchObject({ name: 'take in a.flaky', parentId: 'b7ad6b7169203331' });
    const below = spans.filter(({ parentId }) => parentId === root?.spanId).map(({ name }) => name);
    expect(below).toEqual(expect.arrayContaining(['store the file', 'write the journal', 'job flaky']));
    const runs = spans.filter(({ sort }) => sort === 'run');
    expect(runs.map(({ error }) => error === null)).toEqual([false, false, true]);
    expect(runs.slice(1).map(({ links }) => links[0]?.spanId)).toEqual(
      runs.slice(0, 2).map(({ spanId }) => spanId),
    );
    expect(runs[0]?.events[0]?.attributes['exception.stacktrace']).toContain('not yet');
    expect(spans.map(({ sort }) => sort)).toEqual(expect.arrayContaining(['wait', 'database']));
  });

  it('begin anew with a manual retry, linked to the life before', async () => {
    const [item] = await upload(instance, [
      { fileName: 'b.hopeless', content: `hopeless ${path.join(dataDir, 'tally2')}` },
    ]);
    const id = jobIdOf(item);
    await ended(instance, id);
    const before = await traceOf(id, (names) => names.includes('job hopeless'));
    await instance.api.jobs.retry.mutate({ ids: [id], key: crypto.randomUUID() });
    const after = await until('another trace', async () => {
      const found = await instance.api.traces.ofJob.query({ id });
      const names = found?.spans.map(({ name }) => name) ?? [];
      const isWhole = names.includes('retry b.hopeless') && names.includes('job hopeless');
      return found && found.trace.traceId !== before.trace.traceId && isWhole && found;
    });
    expect(after.spans[0]).toMatchObject({
      name: 'retry b.hopeless',
      links: [{ traceId: before.trace.traceId }],
    });
    const failed = await instance.api.traces.page.query({ filter: { failed: true, search: 'NEVER work' } });
    expect(failed.rows.map((row) => row.traceId)).toEqual(
      expect.arrayContaining([before.trace.traceId, after.trace.traceId]),
    );
  });

  it('explain every step of a workflow, those that were cancelled as well', async () => {
    const [item] = await upload(instance, [{ fileName: 'd.igc', content: 'AXXX001\r\nHFDTE010124\r\n' }]);
    const jobs = item?.jobs ?? [];
    const first = jobs.find(({ engine }) => engine === 'xcmetrics')?.id ?? '';
    const { spans } = await traceOf(first, (names) =>
      jobs.every(({ engine }) => names.includes(`job ${engine}`)),
    );
    const later = spans.filter(({ sort, name }) => sort === 'job' && name !== 'job xcmetrics');
    expect(later.map(({ name }) => name).sort()).toEqual(['job dem', 'job geolookup', 'job xcscore']);
    for (const { error, events, attributes } of later) {
      expect([error, attributes['flightline.state']]).toEqual([null, 'cancelled']);
      expect(events.map((event) => event.attributes['flightline.cancelled.why'])).toEqual([
        'The step xcmetrics before it failed.',
      ]);
    }
  });

  it('say who cancelled a job that had not begun', async () => {
    const { api } = instance;
    const key = () => crypto.randomUUID();
    const batch = await api.batches.create.mutate({ name: 'on second thoughts', key: key() });
    await api.batches.pause.mutate({ id: batch.id, key: key() });
    const [item] = await upload(
      instance,
      [{ fileName: 'e.hopeless', content: `hopeless ${path.join(dataDir, 'tally4')}` }],
      `?batch=${batch.id}`,
    );
    const id = jobIdOf(item);
    await api.batches.cancel.mutate({ id: batch.id, key: key() });
    const { spans } = await traceOf(id, (names) => names.includes('job hopeless'));
    const job = spans.find(({ sort }) => sort === 'job');
    expect(job?.events[0]?.attributes['flightline.cancelled.why']).toMatch(
      /^\S.* cancelled the batch on second thoughts\.$/,
    );
  });

  it('wait in the store for a collector that refuses, then all arrive there once', async () => {
    await until('everything is sent, and once', async () => {
      const { export: state } = await instance.api.traces.store.query();
      const isDone = state?.waitingParts === 0 && state.problem === null;
      return isDone && state.sentSpans > 0 && state.sentSpans === collector.spans.length;
    });
    const ownSpans = () => collector.spans.filter((span) => span.traceId === traceId);
    await until('the whole trace', () => {
      const names = ownSpans().map(({ name }) => name);
      const wanted = ['take in a.flaky', 'job flaky', 'run flaky'];
      return Promise.resolve(wanted.every((name) => names.includes(name)));
    });
    const own = ownSpans();
    expect(collector.refused).toBe(refusals);
    const { lines } = await instance.api.logs.page.query({ filter: { text: 'trace-export' } });
    expect(lines.map(({ event }) => event)).toEqual(['trace-export-failed', 'trace-export-goes-on']);
    expect(new Set(own.map(({ spanId }) => spanId)).size).toBe(own.length);
  });
});

describe('logs', () => {
  it('of all processes are one list, filtered', async () => {
    const { processes } = await instance.api.logs.store.query();
    expect(processes).toEqual(
      expect.arrayContaining(['engine-igc-1', 'gateway', 'redis', 'store', 'supervisor']),
    );
    const { lines } = await instance.api.logs.page.query({ filter: { traceId } });
    expect(lines.map(({ event, level }) => [event, level])).toEqual([
      ['job-retried', 'warn'],
      ['job-retried', 'warn'],
    ]);
    expect(lines[0]).toMatchObject({ process: 'engine-igc-1', engine: 'flaky', fields: { file: 'a.flaky' } });
  });

  it('are followed from where a page ended', async () => {
    const { newest } = await instance.api.logs.page.query({});
    const following = instance.api.logs.tail.query({
      filter: { level: 'error', engine: 'hopeless' },
      position: newest,
      waitMs: 20_000,
    });
    const [item] = await upload(instance, [
      { fileName: 'c.hopeless', content: `hopeless ${path.join(dataDir, 'tally3')}` },
    ]);
    const { lines, skipped } = await following;
    expect(lines.map(({ event, jobId }) => [event, jobId])).toEqual([['job-failed', jobIdOf(item)]]);
    expect(skipped).toBe(0);
  });

  it('are downloaded by those who may', async () => {
    const address = `${instance.url}/api/v1/logs?level=error&engine=hopeless`;
    expect((await fetch(address)).status).toBe(401);
    const answer = await fetch(address, { headers: { authorization: `Bearer ${instance.key}` } });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const events = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(new Set(events)).toEqual(new Set(['job-failed']));
  });
});

describe('one search', () => {
  it.each([
    ['a.flaky', ['job', 'trace', 'log']],
    [traceId.slice(0, 12), ['trace', 'log']],
    ['engine-igc', ['process', 'log']],
    ['queue_depth', ['metric']],
  ])('finds %s', async (text, kinds) => {
    const groups = await instance.api.search.find.query({ text });
    expect(groups.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  });
});

describe('after kill -9 of everything', () => {
  it('traces and logs are there, and go on', async () => {
    await instance.killTree();
    instance = await startInstance({ entry: testEntry, dataDir, env });
    expect((await instance.api.traces.get.query({ id: traceId })).spans.length).toBeGreaterThan(8);
    const { lines } = await instance.api.logs.page.query({ filter: { traceId } });
    expect(lines).toHaveLength(2);
    const ready = await instance.api.logs.page.query({
      filter: { processes: ['gateway'], text: 'reconciled' },
    });
    expect(ready.lines.length).toBeGreaterThanOrEqual(2);
  });
});
