/** promtool of Debian's package prometheus: what Prometheus itself says of our files. */
import { spawnSync } from 'node:child_process';

/** Prints why the tests are skipped where it is absent. */
export function hasPromtool(): boolean {
  const found = spawnSync('promtool', ['--version']).status === 0;
  if (!found)
    process.stderr.write('promtool is absent (Debian: apt-get install prometheus): its checks are skipped\n');
  return found;
}

/** @returns its exit code and what it said */
export function promtool(args: string[], input?: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}
