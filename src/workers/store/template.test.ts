import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { templateName, unpack } from './template';

/** A tar of one entry. */
function tarOf(name: string, content: string, type = '0'): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

it('unpacks files and folders, and nothing outside', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'flightline-template-'));
  const tar = Buffer.concat([
    tarOf('/pg_wal', '', '5'),
    tarOf('base/1/PG_VERSION', '18\n'),
    tarOf('big', 'x'.repeat(1000)),
    Buffer.alloc(1024),
  ]);
  await unpack(tar, dir);
  expect(await readFile(path.join(dir, 'base/1/PG_VERSION'), 'utf8')).toBe('18\n');
  expect(await readFile(path.join(dir, 'big'), 'utf8')).toBe('x'.repeat(1000));
  expect((await stat(path.join(dir, 'pg_wal'))).isDirectory()).toBe(true);
  await expect(unpack(tarOf('../out', 'x'), dir)).rejects.toThrow('../out');
  await rm(dir, { recursive: true });
});

it('is named by the version of PGlite that is installed', () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8')));
  expect(templateName).toBe(`pglite-${version}.tgz`);
});
