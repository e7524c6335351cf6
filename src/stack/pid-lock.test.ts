import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquirePidLock } from './pid-lock';

let dir: string;
const lockFile = () => path.join(dir, 'instance.lock');
const acquire = (note: string) =>
  acquirePidLock(lockFile(), { note, held: (holder) => `in use by process ${holder.pid} (${holder.note})` });

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'flightline-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('acquirePidLock', () => {
  it('names the holder to the second', () => {
    acquire('desktop');
    expect(() => acquire('headless')).toThrow(`process ${process.pid} (desktop)`);
  });

  it('is free again after a release, which is a clean end', () => {
    acquire('desktop').release();
    expect(acquire('desktop').unclean).toBe(false);
  });

  it.each([
    ['of a dead process', JSON.stringify({ pid: 2 ** 22 - 1, startTicks: '1', note: 'desktop' })],
    [
      'of a process whose pid has another owner now',
      JSON.stringify({ pid: process.pid, startTicks: '1', note: 'desktop' }),
    ],
    ['that a power cut left empty', ''],
  ])('takes a lock over %s, which is an unclean end', (_name, text) => {
    writeFileSync(lockFile(), text);
    expect(acquire('headless').unclean).toBe(true);
  });
});
