import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChildrenFile } from './left-overs';
import { acquireLock } from './lock';
import { identify, isAlive } from './process-identity';

let dataDir: string;
const lockFile = () => path.join(dataDir, 'run', 'instance.lock');

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-lock-'));
  mkdirSync(path.join(dataDir, 'run'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('acquireLock', () => {
  it('names the holder to the second', () => {
    acquireLock(dataDir, 'desktop');
    expect(() => acquireLock(dataDir, 'headless')).toThrow(`process ${process.pid} (desktop)`);
  });

  it('is free again after a release, which is a clean end', () => {
    acquireLock(dataDir, 'desktop').release();
    expect(acquireLock(dataDir, 'desktop').unclean).toBe(false);
  });

  it.each([
    ['of a dead process', JSON.stringify({ pid: 2 ** 22 - 1, startTicks: '1', shell: 'desktop' })],
    [
      'of a process whose pid has another owner now',
      JSON.stringify({ pid: process.pid, startTicks: '1', shell: 'desktop' }),
    ],
    ['that a power cut left empty', ''],
  ])('takes a lock over %s, which is an unclean end', (_name, text) => {
    writeFileSync(lockFile(), text);
    expect(acquireLock(dataDir, 'headless').unclean).toBe(true);
  });
});

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
