/** Finds the running instance of a data directory by the file it keeps there. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InstanceFile } from '#contract/instance-file';
import { isAlive } from '../../stack/process-identity';

const answerLimitMs = 3000;

/** An instance that listens everywhere is reached here. */
export function reachable(url: string): string {
  return url.replace('//0.0.0.0', '//127.0.0.1').replace('//[::]', '//[::1]');
}

/** The file as it is, of an instance that lives or has died; null where there is none that can be read. */
export async function readInstanceFile(dataDir: string): Promise<InstanceFile | null> {
  let text: string;
  try {
    text = await readFile(path.join(dataDir, 'run', 'instance.json'), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
  try {
    const file = InstanceFile.parse(JSON.parse(text));
    return { ...file, url: reachable(file.url) };
  } catch {
    return null; // left half-written by a power cut, or by a version that is no more
  }
}

/** The instance, if it answers. A dead one's file may name a process that is somebody else's by now: so it is asked. */
export async function findInstance(dataDir: string): Promise<InstanceFile | null> {
  const file = await readInstanceFile(dataDir);
  if (!file || !isAlive({ pid: file.pid, startTicks: null })) return null;
  try {
    const answer = await fetch(`${file.url}/live`, { signal: AbortSignal.timeout(answerLimitMs) });
    return answer.ok ? file : null;
  } catch {
    return null;
  }
}
