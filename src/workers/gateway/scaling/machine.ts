/** The machine's room for more processes. */
import os from 'node:os';

interface CpuTimes {
  busyMs: number;
  allMs: number;
}

function cpuTimes(): CpuTimes {
  let busyMs = 0;
  let allMs = 0;
  for (const { times } of os.cpus()) {
    const sum = times.user + times.nice + times.sys + times.idle + times.irq;
    allMs += sum;
    busyMs += sum - times.idle;
  }
  return { busyMs, allMs };
}

export class Machine {
  private last = cpuTimes();
  private share = 0;

  /** Share of all cores in use since the last call, 0..1. */
  cpuShare(): number {
    const now = cpuTimes();
    const allMs = now.allMs - this.last.allMs;
    if (allMs > 0) this.share = Math.min(1, Math.max(0, (now.busyMs - this.last.busyMs) / allMs));
    this.last = now;
    return this.share;
  }

  /** What a new process may take; a container's limit counts. */
  freeBytes(): number {
    return Math.min(os.freemem(), process.availableMemory());
  }
}
