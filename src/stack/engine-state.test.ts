import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { engineStateDir, openEngineState, openWritableEngineState } from './engine-state';

const text = (value: string) => new TextEncoder().encode(value);
let dataDir: string;
let dir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'flightline-state-'));
  dir = engineStateDir(dataDir, 'dem');
});
afterEach(() => rm(dataDir, { recursive: true }));

it('is empty, with no revision, before anything was written', async () => {
  const state = openEngineState(dir);
  expect(state.revision).toBe('');
  expect(await state.read('folders.json')).toBeNull();
});

it('gives back what was written, to others too', async () => {
  await openWritableEngineState(dir).write('folders.json', text('[1]'));
  expect(Buffer.from((await openEngineState(dir).read('folders.json')) ?? []).toString()).toBe('[1]');
});

it('has another revision after every write, also of the same bytes, and after a removal', async () => {
  const state = openWritableEngineState(dir);
  const seen = new Set<string>();
  for (const value of ['a', 'b', 'b']) {
    await state.write('list', text(value));
    seen.add(state.revision);
  }
  await state.write('other', text('c'));
  seen.add(state.revision);
  await state.remove('list');
  seen.add(state.revision);
  expect(seen.size).toBe(5);
  expect(openEngineState(dir).revision).toBe(state.revision);
});

it('leaves nothing but the files themselves', async () => {
  await openWritableEngineState(dir).write('a', text('1'));
  expect(await readdir(dir)).toEqual(['a']);
});

it.each(['../outside', 'a/b', '', '.hidden', 'A'])('refuses the name %j', async (name) => {
  await expect(openWritableEngineState(dir).write(name, text('x'))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});
