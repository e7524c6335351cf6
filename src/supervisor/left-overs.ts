/** Children that a killed supervisor left behind: noted while it runs, ended before the next start. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { ProcessIdentity, identify, isAlive } from '../stack/process-identity';

const lookEveryMs = 20;
/** They end by themselves when their parent is gone; this is how long that may take. */
const waitMs = 15_000;

export class ChildrenFile {
  private readonly file: string;
  private children: ProcessIdentity[] = [];

  constructor(dataDir: string) {
    this.file = path.join(dataDir, 'run', 'children.json');
  }

  /** Adds a child, from the moment it exists. */
  note(pid: number): void {
    const others = this.children.filter((child) => child.pid !== pid && isAlive(child));
    this.children = [...others, identify(pid)];
    const text = JSON.stringify(this.children);
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }

  /** Ends what is left of the last instance. @returns how many there were */
  async endLeftOvers(): Promise<number> {
    const left = this.read().filter(isAlive);
    for (const child of left) if (child.startTicks !== null) kill(child.pid);
    for (let waited = 0; left.some(isAlive) && waited < waitMs; waited += lookEveryMs)
      await delay(lookEveryMs);
    return left.length;
  }

  private read(): ProcessIdentity[] {
    try {
      return z.array(ProcessIdentity).parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return []; // none, or cut off by a power cut: then no child lives either
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone meanwhile
  }
}
