/** A pool under a recorded load, second by second: what the policy would have done, without processes or clocks. */
import {
  type Bounds,
  type Decision,
  type Memory,
  decide,
  freshMemory,
} from '../../src/workers/gateway/scaling/policy';
import { PoolMeter } from '../../src/workers/gateway/scaling/pool-meter';
import { bucketOf } from '../../src/stack/telemetry/histogram';

/** What a real instance was given: `test/fixtures/loads`. */
export interface Load {
  name: string;
  /** Mean run time of its jobs, ms. */
  serviceMs: number;
  /** Jobs that came in each second. */
  arrivals: number[];
  /** Cores a job keeps busy while it runs. */
  coresPerJob: number;
}

export interface Setup {
  cores: number;
  concurrency: number;
  /** Threads of other programs that never rest; default none. */
  otherThreads?: number;
  bounds: Bounds;
  /** From the decision to the first job. */
  startS: number;
}

export interface Simulated {
  /** From the first arrival to the end of the last job, s. */
  drainS: number;
  /** Processes, summed over these seconds. */
  workerSeconds: number;
  most: number;
  decisions: (Decision & { at: number })[];
  /** Processes in each second, also after the end. */
  sizes: number[];
}

const restS = 240;

/** @param fixed a size that never changes; null: the policy decides */
export function simulate(load: Load, setup: Setup, fixed: number | null): Simulated {
  const meter = new PoolMeter();
  let memory: Memory = freshMemory;
  let processes = fixed ?? setup.bounds.min;
  let starting: number[] = [];
  let backlog = 0;
  let credit = 0;
  const result: Simulated = { drainS: 0, workerSeconds: 0, most: processes, decisions: [], sizes: [] };
  meter.roll(0, 0);
  for (let second = 1; second <= load.arrivals.length + restS; second++) {
    backlog += load.arrivals[second - 1] ?? 0;
    starting = starting.filter((readyAt) => readyAt > second);
    const ready = processes - starting.length;
    // Cores are shared once all of them are busy.
    const slots = ready * setup.concurrency;
    const others = setup.otherThreads ?? 0;
    const speed = Math.min(1, setup.cores / Math.max(1e-9, slots * load.coresPerJob + others));
    credit = Math.min(backlog, credit + (slots * speed * 1000) / load.serviceMs);
    const done = Math.min(backlog, Math.floor(credit));
    credit -= done;
    backlog -= done;
    const busy = Math.min(slots, (done * load.serviceMs) / 1000 + (backlog > 0 ? slots : 0));
    if (done > 0)
      meter.note({ completed: done, failed: 0, retried: 0, runMs: [[bucketOf(load.serviceMs), done]] });
    meter.roll(second * 1000, backlog);
    const unfinished = backlog > 0 || second < load.arrivals.length;
    if (unfinished || result.drainS === second - 1) {
      result.drainS = unfinished ? second : result.drainS;
      result.workerSeconds += unfinished ? processes : 0;
    }
    result.sizes.push(processes);
    if (fixed !== null) continue;
    const decision = decide({
      now: second * 1000,
      processes,
      concurrency: setup.concurrency,
      load: {
        arrivalPerS: meter.arrivalPerS,
        serviceS: meter.serviceMs === null ? null : meter.serviceMs / 1000,
        backlog: { interactive: 0, other: backlog },
      },
      room: {
        cores: setup.cores,
        cpuShare: Math.min(1, (busy * load.coresPerJob * speed + others) / setup.cores),
        poolCores: busy * load.coresPerJob * speed,
        ownCores: busy * load.coresPerJob * speed,
        freeBytes: 8 * 1024 ** 3,
        processBytes: 200 * 1024 ** 2,
      },
      bounds: setup.bounds,
      memory,
    });
    memory = decision.memory;
    if (decision.act !== 'stay') result.decisions.push({ ...decision, at: second });
    for (let added = processes; added < decision.wanted; added++) starting.push(second + setup.startS);
    processes = decision.wanted;
    result.most = Math.max(result.most, processes);
  }
  return result;
}
