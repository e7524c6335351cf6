/** The files of the log: one that grows for each process, and closed ones with the time at which they were put aside. */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

export interface LogLimits {
  /** Of all files together. */
  maxBytes: number;
  days: number;
}

export const defaultLogLimits: LogLimits = { maxBytes: 256 * 1024 * 1024, days: 14 };

export function logLimitsOf(settings: { logMaxMb: number; logDays: number }): LogLimits {
  return { maxBytes: settings.logMaxMb * 1024 * 1024, days: settings.logDays };
}

export interface LogFile {
  path: string;
  process: string;
  /** Stays the same when the file is renamed. */
  identity: string;
  bytes: number;
  changedAt: number;
  /** No longer written to. */
  closed: boolean;
}

const namePattern = /^(.+?)(\.\d{8}T\d{9}Z(?:-\d+)?|\.1)?\.log$/;

export function logDirOf(dataDir: string): string {
  const dir = path.join(dataDir, 'logs');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** `gateway.log` → `gateway.20260102T030405678Z.log` */
export function closedName(file: string, at: number): string {
  const stamp = new Date(at).toISOString().replace(/[-:.]/g, '');
  return file.replace(/\.log$/, `.${stamp}.log`);
}

/** All files, oldest change first. One that vanishes meanwhile is left out. */
export function listLogFiles(dir: string): LogFile[] {
  return readdirSync(dir)
    .flatMap((name): LogFile[] => {
      const [, process, stamp] = namePattern.exec(name) ?? [];
      if (process === undefined) return [];
      const file = path.join(dir, name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (!found?.isFile()) return [];
      // A number that is free is given to the next file; with the time of its making it is that file's alone.
      const identity = `${process}:${found.ino.toString(36)}.${Math.floor(found.birthtimeMs).toString(36)}`;
      return [
        {
          path: file,
          process,
          identity,
          bytes: found.size,
          changedAt: found.mtimeMs,
          closed: stamp !== undefined,
        },
      ];
    })
    .sort((a, b) => a.changedAt - b.changedAt);
}

/**
 * Which files must go: those past their age, then closed ones, oldest first, until the rest fits. A process whose open
 * file is dropped for its age begins a new one with its next line.
 */
export function filesToDrop(files: readonly LogFile[], limits: LogLimits, now: number): LogFile[] {
  const oldest = now - limits.days * 24 * 3_600_000;
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return files.filter((file) => {
    const goes = file.changedAt < oldest || (file.closed && bytes > limits.maxBytes);
    if (goes) bytes -= file.bytes;
    return goes;
  });
}

export function keepWithin(dir: string, limits: LogLimits, now: number): void {
  for (const file of filesToDrop(listLogFiles(dir), limits, now)) rmSync(file.path, { force: true });
}
