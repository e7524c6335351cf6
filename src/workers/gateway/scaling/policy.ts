/** How many processes a pool should have: a pure function of its load and of the room on the machine. */
import type { ScalingAct } from '#contract/scaling';

/** Jobs of the interactive lane shall wait no longer than this, s. */
const interactiveDrainS = 2;
const upStep = 2;
const upEveryMs = 2000;
const downAfterMs = 60_000;
const downEveryMs = 15_000;
/** Beyond this share of the machine another process only takes from the others. */
const fullCpu = 0.92;
/** Work that waited so long beside other programs gets one more process, which has the scheduler share more fairly. */
const patienceMs = 60_000;
/** Of the free memory, that share may be given to new processes. */
const memoryShare = 0.7;
/** Jobs per second that are as good as none. */
const noRate = 0.01;

export interface PoolLoad {
  /** Jobs that come, per second. */
  arrivalPerS: number;
  /** Mean run time of a job, s; null until one has ended. */
  serviceS: number | null;
  /** Jobs that wait for a slot. */
  backlog: { interactive: number; other: number };
}

export interface Room {
  cores: number;
  /** Share of the whole machine that is in use, 0..1. */
  cpuShare: number;
  /** Cores that the pool's processes use together. */
  poolCores: number;
  /** Cores that all processes of the instance use together; the rest of what is in use is other programs'. */
  ownCores: number;
  freeBytes: number;
  /** Memory of the pool's largest process. */
  processBytes: number;
}

export interface Bounds {
  min: number;
  max: number;
  /** In how many seconds a backlog shall be worked off. */
  drainS: number;
}

/** What the policy must remember between two calls. */
export interface Memory {
  lastUpAt: number;
  lastDownAt: number;
  /** Since when fewer processes would do; null: they would not. */
  underSince: number | null;
  /** Since when more processes are needed than the CPU has room for; null: there is room. */
  shortSince: number | null;
}

export const freshMemory: Memory = {
  lastUpAt: -Infinity,
  lastDownAt: -Infinity,
  underSince: null,
  shortSince: null,
};

export interface Situation {
  now: number;
  /** Processes that run or start. */
  processes: number;
  /** Jobs each runs at once. */
  concurrency: number;
  load: PoolLoad;
  room: Room;
  bounds: Bounds;
  memory: Memory;
}

export interface Decision {
  wanted: number;
  /** What the load asks for, whatever the limits; null while that is unknown. */
  needed: number | null;
  act: Exclude<ScalingAct, 'hand'> | 'stay';
  /** One sentence. */
  reason: string;
  memory: Memory;
}

/**
 * Slots that the load needs: λ·S for what comes (Little's law), and B·S/T to work off what waits within T. Up at once in
 * small steps, down slowly, never beyond the room for it; but what other programs take of the CPU starves no backlog for ever.
 */
export function decide(situation: Situation): Decision {
  const { now, processes, bounds, memory, load } = situation;
  const bounded = Math.min(bounds.max, Math.max(bounds.min, processes));
  if (bounded !== processes)
    return to(situation, bounded, null, {
      act: bounded > processes ? 'up' : 'down',
      reason: `${processes} → ${bounded}: the bounds are ${bounds.min} to ${bounds.max}.`,
    });
  const needed = processesNeeded(situation);
  if (needed === null) {
    const reason = `Stays at ${processes}: no job has ended yet that tells how long one takes.`;
    return { wanted: processes, needed, act: 'stay', reason, memory };
  }
  if (needed > processes) return grow(situation, needed);
  const underSince = needed < processes ? (memory.underSince ?? now) : null;
  const stay = {
    wanted: processes,
    needed,
    act: 'stay' as const,
    memory: { ...memory, underSince, shortSince: null },
  };
  if (underSince === null || processes <= bounds.min)
    return { ...stay, reason: `Stays at ${processes}: enough for ${described(load)}.` };
  const leftMs = Math.max(underSince + downAfterMs, memory.lastDownAt + downEveryMs) - now;
  if (leftMs > 0)
    return {
      ...stay,
      reason: `Stays at ${processes} for ${Math.ceil(leftMs / 1000)} s more, though ${Math.max(needed, bounds.min)} would do for ${described(load)}.`,
    };
  return to(situation, processes - 1, needed, {
    act: 'down',
    reason: `${processes} → ${processes - 1}: for a minute ${Math.max(needed, bounds.min)} would have done; now ${described(load)}.`,
  });
}

function processesNeeded({ concurrency, load, bounds }: Situation): number | null {
  const { arrivalPerS, serviceS, backlog } = load;
  if (backlog.other + backlog.interactive === 0 && arrivalPerS < noRate) return 1;
  if (serviceS === null) return null;
  const slots =
    arrivalPerS * serviceS +
    (backlog.other * serviceS) / bounds.drainS +
    (backlog.interactive * serviceS) / Math.min(interactiveDrainS, bounds.drainS);
  // A hundredth of a slot is noise, not a reason for a process.
  return Math.max(1, Math.ceil(slots / concurrency - 0.01));
}

function grow(situation: Situation, needed: number): Decision {
  const { now, processes, bounds, load, memory } = situation;
  const why = `${described(load)} take ${needed} to clear in ${bounds.drainS} s`;
  const cap = capOf(situation);
  const goal = Math.min(needed, cap.processes);
  const calm = { ...memory, underSince: null, shortSince: null };
  if (goal <= processes && cap.what === 'cpu' && isCrowdedOut(situation))
    return growAmongOthers(situation, needed, why);
  if (goal <= processes)
    return {
      wanted: processes,
      needed,
      act: 'kept',
      reason: `Stays at ${processes}, not ${needed}: ${cap.reason}.`,
      memory: calm,
    };
  if (now - memory.lastUpAt < upEveryMs)
    return {
      wanted: processes,
      needed,
      act: 'stay',
      reason: `Stays at ${processes} for a moment: it has just grown; ${why}.`,
      memory: calm,
    };
  const wanted = Math.min(goal, processes + upStep);
  const limited = goal < needed ? `; ${cap.reason}` : '';
  return to(situation, wanted, needed, { act: 'up', reason: `${processes} → ${wanted}: ${why}${limited}.` });
}

/** Other programs fill the CPU, and the pool does not have as many processes yet as there are cores. */
function isCrowdedOut({ processes, bounds, room }: Situation): boolean {
  const full = fullCpu * room.cores;
  const isOurs = room.ownCores >= full / 2;
  return !isOurs && processes < Math.min(bounds.max, room.cores) && processes < memoryCap(processes, room);
}

function growAmongOthers(situation: Situation, needed: number, why: string): Decision {
  const { now, processes, memory, room } = situation;
  const shortSince = memory.shortSince ?? now;
  const others = `other programs keep the CPU at ${Math.round(room.cpuShare * 100)} %`;
  const leftMs = shortSince + patienceMs - now;
  if (leftMs > 0)
    return {
      wanted: processes,
      needed,
      act: 'kept',
      reason: `Stays at ${processes}, not ${needed}: ${others}; one more in ${Math.ceil(leftMs / 1000)} s if that goes on.`,
      memory: { ...memory, underSince: null, shortSince },
    };
  return to(situation, processes + 1, needed, {
    act: 'up',
    reason: `${processes} → ${processes + 1}: ${why}, and for a minute ${others}.`,
  });
}

interface Cap {
  what: 'bounds' | 'cpu' | 'memory';
  processes: number;
  reason: string;
}

function memoryCap(processes: number, { freeBytes, processBytes }: Room): number {
  return processes + Math.floor((freeBytes * memoryShare) / Math.max(1, processBytes));
}

/** The most processes there is room for, and what sets that limit. */
function capOf({ processes, bounds, room }: Situation): Cap {
  const percent = Math.round(room.cpuShare * 100);
  const headroomCores = Math.max(0, (fullCpu - room.cpuShare) * room.cores);
  const coresEach = room.poolCores / Math.max(1, processes);
  const byCpu =
    room.cpuShare >= fullCpu ? 0 : coresEach < 0.05 ? Infinity : Math.round(headroomCores / coresEach);
  const mib = (bytes: number) => Math.round(bytes / 1024 / 1024);
  const limits: Cap[] = [
    { what: 'bounds', processes: bounds.max, reason: `${bounds.max} is the most it may have` },
    {
      what: 'cpu',
      processes: processes + byCpu,
      reason: `the CPU is at ${percent} %, and each process uses ${Math.round(coresEach * 100)} % of a core`,
    },
    {
      what: 'memory',
      processes: memoryCap(processes, room),
      reason: `${mib(room.freeBytes)} MiB of memory are free, and a process takes up to ${mib(room.processBytes)} MiB`,
    },
  ];
  return limits.reduce((least, limit) => (limit.processes < least.processes ? limit : least));
}

function to(
  { now, processes, memory }: Situation,
  wanted: number,
  needed: number | null,
  said: Pick<Decision, 'act' | 'reason'>,
): Decision {
  const grown = wanted > processes;
  return {
    wanted,
    needed,
    ...said,
    memory: {
      lastUpAt: grown ? now : memory.lastUpAt,
      lastDownAt: grown ? memory.lastDownAt : now,
      underSince: grown ? null : memory.underSince,
      shortSince: null,
    },
  };
}

/** `4.0 jobs/s of 0.8 s and 120 waiting`. */
function described({ arrivalPerS, serviceS, backlog }: PoolLoad): string {
  const waiting = backlog.interactive + backlog.other;
  const each = serviceS === null ? '' : ` of ${secondsText(serviceS)}`;
  const rate = arrivalPerS < 10 ? arrivalPerS.toFixed(1) : String(Math.round(arrivalPerS));
  if (waiting === 0 && arrivalPerS < noRate) return 'no work';
  return `${rate} jobs/s${each} and ${waiting} waiting`;
}

function secondsText(seconds: number): string {
  return seconds < 1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;
}
