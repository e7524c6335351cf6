import { describe, expect, it } from 'vitest';
import type { ProcessInfo } from '#contract/system';
import { CrashCount } from './crash-count';

type Told = Pick<ProcessInfo, 'name' | 'kind' | 'restarts' | 'state'>;
const engine = (state: ProcessInfo['state'], restarts: number): Told => ({
  name: 'engine-igc-1',
  kind: 'engine',
  state,
  restarts,
});

function crashesOf(told: readonly Told[]): number {
  const crashes = new CrashCount(() => undefined);
  for (const process of told) crashes.note([process]);
  return crashes.total;
}

describe('crashes of engine processes', () => {
  it.each<[string, Told[], number]>([
    ['none while it is ready', [engine('ready', 0), engine('ready', 0)], 0],
    [
      'one for a restart',
      [engine('ready', 0), engine('backoff', 0), engine('starting', 1), engine('ready', 1)],
      1,
    ],
    ['each of several that passed between two reports', [engine('ready', 0), engine('ready', 3)], 3],
    [
      'one more when it is given up',
      [engine('ready', 2), engine('backoff', 2), engine('failed', 2), engine('failed', 2)],
      1,
    ],
    [
      'none when an operator starts it again',
      [engine('failed', 2), engine('starting', 2), engine('ready', 2)],
      0,
    ],
    ['none of a life before the gateway', [engine('ready', 5)], 0],
    [
      'none of other processes',
      [
        { ...engine('ready', 0), kind: 'store' },
        { ...engine('ready', 1), kind: 'store' },
      ],
      0,
    ],
  ])('%s', (_name, told, expected) => {
    expect(crashesOf(told)).toBe(expected);
  });
});
