/** Takes what was dropped or picked: by path where the shell can hand over paths, else as an upload. */
import { tellProblem } from '../../shell/job-acts';
import { bridge } from '../../shell/bridge';
import { client } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { usePreferences } from '../../state/preferences';
import { foundInInput, walkEntries, type FoundFile } from './entries';
import { useIngest } from './ingest-store';
import { batchName, laneFor, rootsOf } from './naming';
import { isReadable, sendChunk } from './send-chunk';
import { UploadSession } from './upload-session';
import type { UploadPorts } from './upload-types';

const ports: UploadPorts = {
  createBatch: (batch) => client.batches.create.mutate(batch),
  sealBatch: async (id) => {
    await client.batches.seal.mutate({ id, key: newKey() });
  },
  send: sendChunk,
  isReadable,
  pause,
  now: () => performance.now(),
};

function pause(pauseMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, pauseMs);
    signal.addEventListener('abort', end);
  });
}

function startSession(roots: readonly string[], expected: number): UploadSession {
  const { engine, lane, add } = useIngest.getState();
  const name = batchName(roots, Date.now());
  const session = new UploadSession(newKey(), { name, lane: lane ?? laneFor(expected), engine }, ports);
  add(session);
  usePreferences.getState().setTrayOpen(true);
  return session;
}

/** From a picker: all files are known at once. */
export function addPicked(list: FileList): void {
  const found = foundInInput(list);
  if (found.length === 0) return;
  const session = startSession(rootsOf(found.map((one) => one.path)), found.length);
  for (const one of found) session.add(one);
  void session.run();
}

/** From a drop: folders are read first, so that the size of the whole is known. */
export async function addEntries(entries: readonly FileSystemEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const folder = entries.some((entry) => entry.isDirectory);
  const session = startSession(
    entries.map((entry) => entry.name),
    folder ? Infinity : entries.length,
  );
  const onFound = (found: FoundFile): void => session.add(found);
  await walkEntries(entries, { signal: session.cancelled, onFound, onLost: (lost) => session.addLost(lost) });
  if (!session.cancelled.aborted) await session.run();
}

/** Paths of this machine: the instance reads them itself. */
export async function addPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const { engine, lane } = useIngest.getState();
  const names = paths.map((path) => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path);
  try {
    await client.ingest.paths.mutate({
      paths: [...paths],
      batchName: batchName(names, Date.now()),
      ...(engine ? { engine } : {}),
      ...(lane ? { lane } : {}),
      key: newKey(),
    });
    usePreferences.getState().setTrayOpen(true);
  } catch (error) {
    tellProblem('Nothing was added', error);
  }
}

/** @returns false when the shell has no paths for these files, so that they must be uploaded. */
export async function addAsPaths(files: readonly File[]): Promise<boolean> {
  if (!bridge || files.length === 0) return false;
  const paths = (await bridge.pathsOf(files)).filter((path) => path !== '');
  if (paths.length !== files.length) return false;
  await addPaths(paths);
  return true;
}
