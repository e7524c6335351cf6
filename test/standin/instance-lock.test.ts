import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { requestLock, type SecondInstance } from './instance-lock';

let profile: string;
const mine = (data: unknown): SecondInstance => ({ argv: ['electron'], cwd: '/', data });

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'flightline-lock-'));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

it('is given once, and the holder hears of the others', async () => {
  const heard: unknown[] = [];
  expect(requestLock(profile, mine('first'), ({ data }) => heard.push(data))).toBe(true);
  expect(requestLock(profile, mine('second'), () => undefined)).toBe(false);
  await vi.waitFor(() => expect(heard).toEqual(['second']));
});

it('is taken over from a process that is gone', () => {
  // Larger than any process id of Linux.
  writeFileSync(join(profile, 'StandinLock'), '99999999');
  expect(requestLock(profile, mine(null), () => undefined)).toBe(true);
});
