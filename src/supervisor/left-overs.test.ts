import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, isAlive } from '../stack/process-identity';
import { ChildrenFile } from './left-overs';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-children-'));
  mkdirSync(path.join(dataDir, 'run'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('ChildrenFile', () => {
  it('ends noted children that still run, and only those', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    const file = new ChildrenFile(dataDir);
    file.note(2 ** 22 - 1);
    file.note(pid);
    expect(isAlive(identify(pid))).toBe(true);
    expect(await file.endLeftOvers()).toBe(1);
    expect(await ended).toBe('SIGKILL');
    expect(await new ChildrenFile(dataDir).endLeftOvers()).toBe(0);
  });

  it('finds nothing where nothing was noted', async () => {
    expect(await new ChildrenFile(dataDir).endLeftOvers()).toBe(0);
  });
});
