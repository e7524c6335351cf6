/** app.requestSingleInstanceLock between stand-ins of one profile: a lock file, and a folder as letter box. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface SecondInstance {
  argv: string[];
  cwd: string;
  data: unknown;
}

/** @returns true for the first one, which then hears of the others */
export function requestLock(
  profileDir: string,
  mine: SecondInstance,
  hear: (other: SecondInstance) => void,
): boolean {
  const box = join(profileDir, 'StandinLetters');
  const lock = join(profileDir, 'StandinLock');
  mkdirSync(box, { recursive: true });
  while (!tryLock(lock)) {
    const owner = ownerOf(lock);
    if (owner !== null && isAlive(owner)) {
      const letter = join(box, `${String(Date.now())}-${String(process.pid)}`);
      writeFileSync(`${letter}.tmp`, JSON.stringify(mine));
      renameSync(`${letter}.tmp`, `${letter}.json`);
      return false;
    }
    rmSync(lock, { force: true });
  }
  const readLetters = () => {
    if (!existsSync(box)) return; // the profile was removed under us
    for (const name of readdirSync(box).filter((file) => file.endsWith('.json'))) {
      const other = JSON.parse(readFileSync(join(box, name), 'utf8')) as SecondInstance;
      rmSync(join(box, name));
      hear(other);
    }
  };
  readdirSync(box).forEach((name) => rmSync(join(box, name), { force: true })); // for a first one that is gone
  watch(box, readLetters).unref();
  process.once('exit', () => rmSync(lock, { force: true }));
  return true;
}

function tryLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function ownerOf(lock: string): number | null {
  try {
    return Number(readFileSync(lock, 'utf8')) || null;
  } catch {
    return null; // released meanwhile
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
