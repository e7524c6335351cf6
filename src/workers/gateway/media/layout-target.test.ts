import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, mustTakeFiles } from './layout-target';
import { placeFile } from './place-file';

let dir: string;
let data: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'layout-target-'));
  writeFileSync(path.join(dir, 'file'), '');
  data = path.join(dir, 'data');
  mkdirSync(path.join(data, 'blobs'), { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('a target of a layout', () => {
  it('may be there or be missing', async () => {
    await mustTakeFiles(dir, data);
    await mustTakeFiles(path.join(dir, 'a', 'b'), data);
  });

  it.each(['file', 'file/below/it'])('is refused when %s is a file or under one', async (name) => {
    await expect(mustTakeFiles(path.join(dir, name), data)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `${path.join(dir, 'file')} is a file; choose a folder.`,
    });
  });

  it.each(['data', 'data/blobs/new', 'way/in'])(
    'is refused when %s is in the data directory',
    async (name) => {
      symlinkSync(path.join(data, 'blobs'), path.join(dir, 'way'));
      await expect(mustTakeFiles(path.join(dir, name), data)).rejects.toThrow(
        'The data directory is no place',
      );
      rmSync(path.join(dir, 'way'));
    },
  );

  it('is made with all levels, and once', async () => {
    const folder = path.join(dir, 'x', 'y', 'z');
    await makeFolder(folder);
    await makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it.runIf(process.platform === 'linux')('is refused at once where a folder takes none', async () => {
    await expect(makeFolder('/proc/layout/of/pictures')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: '/proc/layout cannot be made; choose another folder.',
    });
  });

  it('is named when its disk is full', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    // eslint-disable-next-line require-yield -- The disk is full before the first byte.
    async function* stream(): AsyncGenerator<Uint8Array> {
      throw full;
    }
    const placing = placeFile(
      { blobs: { stream }, blobsDir: dir },
      {
        sha256: '0',
        target: path.join(dir, 'group', 'a.jpg'),
        how: 'copy',
        signal: new AbortController().signal,
      },
    );
    await expect(placing).rejects.toMatchObject({
      code: 'NO_SPACE',
      message: `The disk of ${path.join(dir, 'group')} is full; free some space and go on.`,
    });
  });
});
