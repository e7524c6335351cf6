import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TemporaryFile } from './temporary-file';

const dir = mkdtempSync(path.join(tmpdir(), 'temporary-file-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const megabyte = 1024 * 1024;
const pieces = Array.from({ length: 20 }, (_none, k) => Buffer.alloc(megabyte, k));

test('holds what was written, though its beginning is flushed meanwhile', async () => {
  const file = await TemporaryFile.create(dir);
  await file.write(...pieces.slice(0, 9));
  for (const piece of pieces.slice(9)) await file.write(piece);
  const target = path.join(dir, 'target');
  await file.moveTo(target, { flush: true });
  expect(readFileSync(target).equals(Buffer.concat(pieces))).toBe(true);
  rmSync(target);
});

test('is gone after it was discarded, though a flush was under way', async () => {
  const file = await TemporaryFile.create(dir);
  await file.write(...pieces);
  await file.discard();
  expect(readdirSync(dir)).toEqual([]);
});
