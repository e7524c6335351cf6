/** An instance's terrain in a folder of its own, and the engine dem over it. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ScanAnswer } from '#contract/dem';
import type { WritableEngineState } from '#contract/engine';
import { dem } from '../../src/engines/dem/engine';

const { signal } = new AbortController();

/** Small files in memory; the revision is a hash of them. */
export function memoryState(): WritableEngineState {
  const files = new Map<string, Uint8Array>();
  return {
    get revision() {
      if (files.size === 0) return '';
      const hash = createHash('sha256');
      for (const [name, bytes] of files) hash.update(name).update(bytes);
      return hash.digest('hex').slice(0, 16);
    },
    read: async (name) => files.get(name) ?? null,
    write: async (name, bytes) => void files.set(name, bytes),
    remove: async (name) => void files.delete(name),
  };
}

/** An empty folder that is removed when the test that asks for it has ended. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'flightline-terrain-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files (by relative path) into a new folder. @returns its path */
export function terrainFolder(files: Record<string, Uint8Array>): string {
  const folder = emptyFolder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  return folder;
}

/** Asks a query of the engine, as a gateway would. */
export async function ask<A>(state: WritableEngineState, name: string, input: unknown): Promise<A> {
  const query = dem.queries?.[name];
  if (!query) throw new Error(`There is no query ${name}.`);
  return (await query.answer(
    { state, signal, resourcesDir: '', modelsDir: '' },
    query.input.parse(input),
  )) as A;
}

/** Carries out an act of the engine. */
export async function act(state: WritableEngineState, name: string, input: unknown): Promise<ScanAnswer> {
  const found = dem.acts?.[name];
  if (!found) throw new Error(`There is no act ${name}.`);
  return (await found.carryOut(
    { state, signal, resourcesDir: '', modelsDir: '' },
    found.input.parse(input),
  )) as ScanAnswer;
}

/** State with these folders set. */
export async function stateWith(...folders: string[]): Promise<WritableEngineState> {
  const state = memoryState();
  await act(state, 'setFolders', { folders });
  return state;
}
