import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from './make-folder';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'flightline-make-folder-'));
});
afterAll(() => rmSync(root, { recursive: true }));

it('makes a folder with those above it, and takes one that is there', async () => {
  const folder = path.join(root, 'a', 'b');
  await makeFolder(folder);
  await makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

it('says why none can be made', async () => {
  writeFileSync(path.join(root, 'file'), '');
  await expect(makeFolder(path.join(root, 'file'))).rejects.toThrow(/file cannot be made: a file is there/);
  await expect(makeFolder(path.join(root, 'file', 'below'))).rejects.toThrow(/cannot be made/);
});

it.runIf(process.platform === 'linux')('ends where the system lets nothing be made', async () => {
  await expect(makeFolder('/proc/flightline/objects')).rejects.toThrow(/cannot be made: ENOENT/);
});
