import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leadsItsSession } from './step-back';

describe('whether a process leads its session', () => {
  it('is told from the fourth field after the name, which may hold brackets and blanks', () => {
    expect(leadsItsSession('42 (a) b (c) S 1 42 42 0 -1')).toBe(true);
    expect(leadsItsSession('42 (node) S 7 42 7 0 -1')).toBe(false);
  });

  it.runIf(process.platform === 'linux').each([true, false])(
    'is so for a child that was started detached: %s',
    async (detached) => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached });
      await once(child, 'spawn');
      expect(leadsItsSession(readFileSync(`/proc/${child.pid}/stat`, 'utf8'))).toBe(detached);
      child.kill();
      await once(child, 'exit');
    },
  );
});
