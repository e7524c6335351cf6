import { describe, expect, it } from 'vitest';
import { type Memory, type Situation, decide, freshMemory } from './policy';

const MiB = 1024 * 1024;
const now = 1_000_000;

function situation(more: {
  processes?: number;
  concurrency?: number;
  load?: Partial<Situation['load']>;
  room?: Partial<Situation['room']>;
  bounds?: Partial<Situation['bounds']>;
  memory?: Partial<Memory>;
}): Situation {
  return {
    now,
    processes: more.processes ?? 2,
    concurrency: more.concurrency ?? 1,
    load: { arrivalPerS: 0, serviceS: 1, backlog: { interactive: 0, other: 0 }, ...more.load },
    room: {
      cores: 8,
      cpuShare: 0.2,
      poolCores: 1,
      ownCores: 6,
      freeBytes: 8192 * MiB,
      processBytes: 200 * MiB,
      ...more.room,
    },
    bounds: { min: 1, max: 6, drainS: 30, ...more.bounds },
    memory: { ...freshMemory, ...more.memory },
  };
}

/** Another program has all cores but a bit. */
const crowded = { cpuShare: 0.98, poolCores: 0.4, ownCores: 0.5 };

describe('decide', () => {
  it.each([
    ['keeps up with what comes (λ·S)', { load: { arrivalPerS: 4, serviceS: 0.9 } }, 4, 'up'],
    ['works off what waits (B·S/T)', { load: { backlog: { interactive: 0, other: 90 } } }, 3, 'up'],
    [
      'lets the interactive lane wait two seconds',
      { load: { backlog: { interactive: 6, other: 0 } } },
      3,
      'up',
    ],
    ['counts slots, not processes', { concurrency: 4, load: { arrivalPerS: 8 } }, 2, 'stay'],
    ['grows by two at most', { load: { backlog: { interactive: 0, other: 900 } } }, 4, 'up'],
    [
      'pauses between two steps up',
      { load: { backlog: { interactive: 0, other: 900 } }, memory: { lastUpAt: now - 1000 } },
      2,
      'stay',
    ],
    ['stays within its bounds', { processes: 6, load: { arrivalPerS: 20 } }, 6, 'kept'],
    ['returns to its bounds at once', { processes: 9 }, 6, 'down'],
    ['returns to its least size at once', { processes: 1, bounds: { min: 3 } }, 3, 'up'],
    ['does not grow on a full machine', { load: { arrivalPerS: 5 }, room: { cpuShare: 0.95 } }, 2, 'kept'],
    [
      'grows only as far as cores are free',
      { load: { arrivalPerS: 6 }, room: { cores: 4, cpuShare: 0.5, poolCores: 2 } },
      4,
      'up',
    ],
    [
      'grows only as far as memory is free',
      { load: { arrivalPerS: 6 }, room: { freeBytes: 300 * MiB } },
      3,
      'up',
    ],
    [
      'waits a minute where other programs fill the machine',
      { load: { arrivalPerS: 5 }, room: crowded, memory: { shortSince: now - 59_000 } },
      2,
      'kept',
    ],
    [
      'gives a backlog one more process then',
      { load: { arrivalPerS: 5 }, room: crowded, memory: { shortSince: now - 60_000 } },
      3,
      'up',
    ],
    [
      'but no more than there are cores',
      {
        processes: 4,
        load: { arrivalPerS: 5 },
        room: { ...crowded, cores: 4 },
        memory: { shortSince: now - 60_000 },
      },
      4,
      'kept',
    ],
    [
      'nor than there is memory',
      { load: { arrivalPerS: 5 }, room: { ...crowded, freeBytes: 0 }, memory: { shortSince: now - 60_000 } },
      2,
      'kept',
    ],
    [
      'nor where it fills the machine itself',
      { load: { arrivalPerS: 5 }, room: { ...crowded, ownCores: 6 }, memory: { shortSince: now - 60_000 } },
      2,
      'kept',
    ],
    ['does not guess how long a job takes', { load: { serviceS: null, arrivalPerS: 3 } }, 2, 'stay'],
    ['waits a minute before it shrinks', { memory: { underSince: now - 59_000 } }, 2, 'stay'],
    ['shrinks by one after a minute', { processes: 5, memory: { underSince: now - 60_000 } }, 4, 'down'],
    [
      'pauses between two steps down',
      { memory: { underSince: now - 90_000, lastDownAt: now - 14_000 } },
      2,
      'stay',
    ],
    ['keeps its least size', { processes: 1, memory: { underSince: now - 90_000 } }, 1, 'stay'],
    [
      'shrinks also when no job ever ended',
      { load: { serviceS: null }, memory: { underSince: now - 60_000 } },
      1,
      'down',
    ],
  ] as const)('%s', (_name, more, wanted, act) => {
    expect(decide(situation(more))).toMatchObject({ wanted, act });
  });

  it.each([
    [
      { load: { arrivalPerS: 4, serviceS: 0.5, backlog: { interactive: 0, other: 120 } } },
      '2 → 4: 4.0 jobs/s of 500 ms and 120 waiting take 4 to clear in 30 s.',
    ],
    [
      { load: { arrivalPerS: 5 }, room: { cpuShare: 0.95, poolCores: 1.8 } },
      'Stays at 2, not 5: the CPU is at 95 %, and each process uses 90 % of a core.',
    ],
    [
      { load: { arrivalPerS: 5 }, room: crowded, memory: { shortSince: now - 20_000 } },
      'Stays at 2, not 5: other programs keep the CPU at 98 %; one more in 40 s if that goes on.',
    ],
    [
      { load: { arrivalPerS: 5 }, room: crowded, memory: { shortSince: now - 60_000 } },
      '2 → 3: 5.0 jobs/s of 1.0 s and 0 waiting take 5 to clear in 30 s, and for a minute other programs keep the CPU at 98 %.',
    ],
    [{ processes: 6, load: { arrivalPerS: 20 } }, 'Stays at 6, not 20: 6 is the most it may have.'],
    [
      { processes: 3, memory: { underSince: now - 60_000 } },
      '3 → 2: for a minute 1 would have done; now no work.',
    ],
  ] as const)('explains itself in a sentence', (more, reason) => {
    expect(decide(situation(more)).reason).toBe(reason);
  });

  it('counts the minute from the first second that is short, and anew after each step', () => {
    const first = decide(situation({ load: { arrivalPerS: 5 }, room: crowded }));
    expect(first.memory.shortSince).toBe(now);
    const grown = decide(
      situation({ load: { arrivalPerS: 5 }, room: crowded, memory: { shortSince: now - 60_000 } }),
    );
    expect(grown.memory).toMatchObject({ shortSince: null, lastUpAt: now });
    const eased = decide(situation({ load: { arrivalPerS: 1 }, memory: { shortSince: now - 60_000 } }));
    expect(eased.memory.shortSince).toBeNull();
  });

  it('forgets that fewer would do when more are needed', () => {
    const busy = situation({ load: { arrivalPerS: 2 }, memory: { underSince: now - 50_000 } });
    expect(decide(busy).memory.underSince).toBeNull();
  });
});
