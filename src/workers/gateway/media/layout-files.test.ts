/** A layout from its survey to its undo, over a folder that holds other things. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { survey } from './layout-survey';
import { placeFile } from './place-file';
import { takeAway, takeFoldersAway } from './take-back-layout';

let target: string;
beforeEach(() => void (target = mkdtempSync(path.join(tmpdir(), 'layout-files-'))));
afterEach(() => rmSync(target, { recursive: true }));

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const planned = (folder: string, file: string, text: string) => ({
  asset: { sha256: hashOf(text), sizeBytes: text.length },
  folder,
  file,
});
const put = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
  writeFileSync(path.join(target, name), text);
};

function place(name: string, text: string): Promise<void> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  return placeFile(
    { blobs: { stream }, blobsDir: target },
    {
      sha256: hashOf(text),
      target: path.join(target, name),
      how: 'copy',
      signal: new AbortController().signal,
    },
  );
}

it('goes round what has the name already, and passes over what is there', async () => {
  put('Boats/a.jpg', 'mine');
  put('Boats/b.jpg', 'two');
  put('Trees', 'a file');
  mkdirSync(path.join(target, 'Boats', 'c.jpg'));
  const found = await survey(target, [
    planned('Boats', 'a.jpg', 'one'),
    planned('Boats', 'a 2.jpg', 'other'),
    planned('Boats', 'b.jpg', 'two'),
    planned('Boats', 'c.jpg', 'three'),
    planned('Trees', 'd.jpg', 'four'),
  ]);
  expect(found.files.map(({ path: name, ours }) => [name, ours])).toEqual([
    ['Boats/a 3.jpg', true],
    ['Boats/a 2.jpg', true],
    ['Boats/b.jpg', false],
    ['Boats/c 2.jpg', true],
    ['Trees 2/d.jpg', true],
  ]);
  expect(found).toMatchObject({ made: ['Trees 2'], renamed: 3 });
  expect([...found.folders]).toEqual([
    ['Boats', 4],
    ['Trees 2', 1],
  ]);
});

it('plans the folder itself where it is missing', async () => {
  const found = await survey(path.join(target, 'new'), [planned('Boats', 'a.jpg', 'one')]);
  expect(found.made).toEqual(['', 'Boats']);
});

it('writes over nothing, and again what a crash left half', async () => {
  put('a.jpg', 'mine');
  await expect(place('a.jpg', 'one')).rejects.toThrow(/Make a new plan/);
  await expect(place('a.jpg/b.jpg', 'one')).rejects.toMatchObject({ code: 'CONFLICT' });
  put(`.flightline-${hashOf('two').slice(0, 16)}`, 'tw');
  await place('b.jpg', 'two');
  expect(readFileSync(path.join(target, 'b.jpg'), 'utf8')).toBe('two');
  expect(readdirSync(target).sort()).toEqual(['a.jpg', 'b.jpg']);
});

it('reads nothing to write it again, as on a full disk', async () => {
  await place('a.jpg', 'one');
  // eslint-disable-next-line require-yield -- Nothing may be read.
  async function* stream(): AsyncGenerator<Uint8Array> {
    throw new Error('was read');
  }
  await placeFile(
    { blobs: { stream }, blobsDir: target },
    {
      sha256: hashOf('one'),
      target: path.join(target, 'a.jpg'),
      how: 'copy',
      signal: new AbortController().signal,
    },
  );
});

it('takes away what is as it was written, and only that', async () => {
  await place('Boats/a.jpg', 'one');
  await place('Boats/b.jpg', 'two');
  await place('Trees/c.jpg', 'three');
  put('Boats/b.jpg', 'two, edited');
  const away = (name: string, text: string) => takeAway(path.join(target, name), hashOf(text));
  expect([await away('Boats/a.jpg', 'one'), await away('Boats/b.jpg', 'two')]).toEqual(['removed', 'left']);
  expect([await away('Trees/c.jpg', 'three'), await away('Trees/c.jpg', 'three')]).toEqual([
    'removed',
    'missing',
  ]);
  await takeFoldersAway(target, ['Boats', 'Trees']);
  expect(readdirSync(path.join(target, 'Boats'))).toEqual(['b.jpg']);
  expect(existsSync(path.join(target, 'Trees'))).toBe(false);
});
