/** A log file that is closed and put aside when it has grown or got old, so that whole files can be dropped. */
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { type LogLimits, closedName, keepWithin } from './log-files';

const mostBytes = 8 * 1024 * 1024;
/** Age is limited in days, so a file must not span much more than one. */
const longestMs = 24 * 3_600_000;

export interface RotationOptions {
  limits: LogLimits;
  mostBytes?: number;
  now?: () => number;
}

/** Writes synchronously, so that a dying process keeps its last words. A full disk costs lines, never the process. */
export class RotatingFile {
  private fd: number;
  private bytes: number;
  private openedAt: number;
  private readonly now: () => number;

  constructor(
    private readonly file: string,
    private readonly options: RotationOptions,
  ) {
    this.now = options.now ?? Date.now;
    this.fd = openSync(file, 'a', 0o600);
    const { size, birthtimeMs } = fstatSync(this.fd);
    this.bytes = size;
    this.openedAt = size > 0 ? birthtimeMs : this.now();
    if (size > 0 && !endsWithNewline(file, size)) this.bytes += writeSync(this.fd, '\n'); // a crash cut the last line off
    keepWithin(path.dirname(file), options.limits, this.now());
  }

  write(line: string): void {
    try {
      if (this.isDue()) this.rotate();
      this.bytes += writeSync(this.fd, line);
    } catch {
      // Nowhere is left to say so; the storage component of /health reports a full disk.
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  private isDue(): boolean {
    if (this.bytes === 0) return false;
    return this.bytes >= (this.options.mostBytes ?? mostBytes) || this.now() - this.openedAt >= longestMs;
  }

  private rotate(): void {
    const own = fstatSync(this.fd).ino;
    // Another life of this process (the one that is being replaced) may have put the file aside already.
    if (statSync(this.file, { throwIfNoEntry: false })?.ino === own) {
      const target = closedName(this.file, this.now());
      renameSync(this.file, existsSync(target) ? target.replace(/\.log$/, `-${process.pid}.log`) : target);
    }
    const next = openSync(this.file, 'a', 0o600);
    closeSync(this.fd);
    this.fd = next;
    this.bytes = fstatSync(next).size;
    this.openedAt = this.now();
    keepWithin(path.dirname(this.file), this.options.limits, this.now());
  }
}

function endsWithNewline(file: string, size: number): boolean {
  const fd = openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    readSync(fd, last, 0, 1, size - 1);
    return last[0] === 0x0a;
  } finally {
    closeSync(fd);
  }
}
