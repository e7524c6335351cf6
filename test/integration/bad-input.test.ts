/** Whatever is wrong with a file or the machine: a clear reason, nothing lost, nothing half-written. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchMember } from '#contract/batches';
import { makeFlight } from '../fixtures/make-flight';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { ended, jobIdOf, upload } from '../helpers/uploads';

let instance: TestInstance;
const folder = mkdtempSync(path.join(tmpdir(), 'flightline-bad-'));

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  rmSync(folder, { recursive: true, force: true });
});

/** Hands paths over, as the desktop does, and waits for the batch. */
async function give(paths: string[]): Promise<BatchMember[]> {
  const { id } = await instance.api.ingest.paths.mutate({
    paths,
    engine: 'xcmetrics',
    key: crypto.randomUUID(),
  });
  await until(
    'the end of the batch',
    async () => (await instance.api.batches.get.query({ id })).state === 'done',
  );
  return (await instance.api.batches.members.query({ batchId: id, limit: 500 })).rows;
}

describe('paths of this machine', () => {
  it('that are too large, empty, of another kind, or gone are refused with the reason', async () => {
    const zeros = path.join(folder, 'zeros.igc');
    writeFileSync(zeros, makeFlight({ fixes: 500, seed: 69 }).bytes); // its first bytes are a flight's
    truncateSync(zeros, 2 * 1024 ** 3);
    const empty = path.join(folder, 'empty.igc');
    writeFileSync(empty, '');
    const picture = path.join(folder, 'picture.igc');
    writeFileSync(picture, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    const members = await give([zeros, empty, picture, path.join(folder, 'absent.igc')]);
    expect(
      members.map(({ fileName, state, errorCode }) => [path.basename(fileName), state, errorCode]),
    ).toEqual([
      ['zeros.igc', 'refused', 'FILE_TOO_LARGE'],
      ['empty.igc', 'refused', 'EMPTY_FILE'],
      ['picture.igc', 'refused', 'UNKNOWN_TYPE'],
      ['absent.igc', 'refused', 'FILE_NOT_FOUND'],
    ]);
    for (const { errorMessage } of members) expect(errorMessage).toMatch(/\w+ \w+ \w+/);
  });

  it('that share a name in several folders are all taken', async () => {
    const paths = ['a', 'b'].map((name, index) => {
      mkdirSync(path.join(folder, name));
      const file = path.join(folder, name, 'same.igc');
      writeFileSync(file, makeFlight({ fixes: 100, seed: 70 + index }).bytes);
      return file;
    });
    expect((await give(paths)).map(({ state }) => state)).toEqual(['completed', 'completed']);
  });

  it('must be absolute', async () => {
    await expect(
      instance.api.ingest.paths.mutate({ paths: ['flights'], key: crypto.randomUUID() }),
    ).rejects.toThrow('flights is not an absolute path');
  });
});

describe('uploads', () => {
  it('that are truncated give what is there, or a typed reason', async () => {
    const { text } = makeFlight({ fixes: 400, seed: 80 });
    const items = await upload(instance, [
      { fileName: 'half.igc', content: text.slice(0, text.length / 2) },
      { fileName: 'header.igc', content: text.slice(0, 60) },
    ]);
    expect((await ended(instance, jobIdOf(items[0]))).job.state).toBe('completed');
    const header = items[1]?.jobs[0]
      ? (await ended(instance, jobIdOf(items[1]))).job.errorCode
      : items[1]?.code;
    expect(['INVALID_FLIGHT', 'UNKNOWN_TYPE']).toContain(header);
  });

  it('cannot leave the store by their name, and come back under a safe one', async () => {
    const { bytes } = makeFlight({ fixes: 100, seed: 81 });
    const [item] = await upload(instance, [
      { fileName: '../../../../tmp/"evil\r\n.igc', content: new Uint8Array(bytes) },
    ]);
    const response = await fetch(`${instance.url}/api/v1/jobs/${jobIdOf(item)}/input`, {
      headers: { authorization: `Bearer ${instance.key}` },
    });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.() -]+"$/);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(bytes));
  });

  it('larger than any engine reads are refused without being kept', async () => {
    const { text } = makeFlight({ fixes: 50, seed: 82 });
    const huge = Buffer.alloc(66 * 1024 * 1024, text);
    const [item] = await upload(instance, [{ fileName: 'huge.igc', content: new Uint8Array(huge) }]);
    expect(item).toMatchObject({ outcome: 'refused', code: 'FILE_TOO_LARGE' });
    const two = await upload(instance, [
      { fileName: 'zeros.bin', content: new Uint8Array(1024 * 1024) },
      { fileName: 'after-it.bin', content: new Uint8Array(10) },
    ]);
    expect(two.map(({ code }) => code)).toEqual(['UNKNOWN_TYPE', 'UNKNOWN_TYPE']);
    expect(readdirSync(path.join(instance.dataDir, 'blobs', 'tmp'))).toEqual([]);
  });

  it('into a batch that does not exist or is closed are told so', async () => {
    const file = { fileName: 'x.igc', content: makeFlight({ fixes: 50, seed: 83 }).text };
    await expect(upload(instance, [file], '?batch=b-none')).rejects.toThrow('404');
    const { id } = await instance.api.batches.create.mutate({ name: 'closed', key: crypto.randomUUID() });
    await instance.api.batches.seal.mutate({ id, key: crypto.randomUUID() });
    await expect(upload(instance, [file], `?batch=${id}`)).rejects.toThrow('409');
  });
});

describe('a full disk', () => {
  it('refuses files with 507 and keeps what there is', async () => {
    const full = await startInstance({ env: { FLIGHTLINE_MIN_FREE_BYTES: String(2 ** 52) } });
    try {
      const file = { fileName: 'x.igc', content: makeFlight({ fixes: 50, seed: 84 }).text };
      await expect(upload(full, [file])).rejects.toThrow(/507.*NO_SPACE/);
      expect(await full.api.health.now.query()).toMatchObject({ status: 'down' });
      expect((await full.api.jobs.page.query({})).total).toBe(0);
    } finally {
      await full.stop();
      removeDataDir(full.dataDir);
    }
  });
});
