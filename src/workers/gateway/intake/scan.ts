/** Reads files and folders of this machine into a batch, in the background and again after a crash. */
import { FlightlineError, messageOf } from '#contract/errors';
import type { IngestChoices } from '#contract/ingest';
import type { Lane } from '#contract/queues';
import { membersPage } from '../../../stack/database/batch-members';
import * as batches from '../../../stack/database/batches';
import { type SeenFile, rememberFiles } from '../../../stack/database/schedule-files';
import type { GatewayParts } from '../parts';
import { changedFiles } from './changed-files';
import type { IntakeFile } from './intake';
import { admitRouted, mostBytes } from './route-file';
import { type Found, walk } from './walk';

export interface ScanTask {
  batchId: string;
  paths: string[];
  lane: Lane;
  choices: IngestChoices;
  /** Only what this schedule has not taken before, or what has changed since. */
  onlyNewTo?: string | undefined;
}

const groupSize = 500;
const readersAtOnce = 8;

/** How many members the batch has of each name: what a scan that was interrupted need not read again. */
async function namesOf(parts: GatewayParts, batchId: string): Promise<Map<string, number>> {
  const names = new Map<string, number>();
  for (let offset = 0; ; offset += 500) {
    const { rows } = await membersPage(parts.database, { batchId, offset, limit: 500 });
    for (const { fileName } of rows) names.set(fileName, (names.get(fileName) ?? 0) + 1);
    if (rows.length < 500) return names;
  }
}

async function store(
  { blobs, engines }: GatewayParts,
  found: Found,
  { signal, wanted }: { signal: AbortSignal; wanted: string | undefined },
): Promise<IntakeFile> {
  const { fileName } = found;
  const startedAt = Date.now();
  let sizeBytes = 0;
  if ('code' in found) return { fileName, sizeBytes, refusal: found };
  try {
    const blob = await blobs.putFile(found.path, {
      maxBytes: mostBytes(engines),
      signal,
      admit(file) {
        ({ sizeBytes } = file);
        admitRouted(engines, { fileName, ...file }, wanted);
      },
    });
    return { fileName, ...blob, received: { startedAt, endedAt: Date.now() } };
  } catch (error) {
    if (!(error instanceof FlightlineError)) throw error;
    return { fileName, sizeBytes, refusal: { code: error.code, message: messageOf(error) } };
  }
}

/** Runs a scan to its end and seals the batch. Files that are members already are passed over. */
export async function scan(parts: GatewayParts, task: ScanTask, signal: AbortSignal): Promise<void> {
  const { batchId } = task;
  const done = await namesOf(parts, batchId);
  const before = [...done.values()].reduce((sum, count) => sum + count, 0);
  const progress = { found: before, read: before };
  let group: Found[] = [];
  let looks: SeenFile[] = [];
  const looksOf = task.onlyNewTo === undefined ? null : await changedFiles(parts.database, task.onlyNewTo);

  const take = async () => {
    const work = group;
    const seen = looks;
    [group, looks] = [[], []];
    const files: IntakeFile[] = new Array<IntakeFile>(work.length);
    let next = 0;
    const reader = async () => {
      for (let index = next++; index < work.length; index = next++) {
        signal.throwIfAborted();
        const found = work[index];
        if (found) files[index] = await store(parts, found, { signal, wanted: task.choices.engine });
      }
    };
    await Promise.all(Array.from({ length: readersAtOnce }, reader));
    await parts.intake.accept({
      files,
      batchId,
      lane: task.lane,
      choices: task.choices,
      origin: { via: 'paths' },
    });
    if (task.onlyNewTo !== undefined) await rememberFiles(parts.database, task.onlyNewTo, seen);
    progress.read += work.length;
    await batches.setScan(parts.database, batchId, progress);
    parts.batchWatch.batchChanged(batchId);
  };

  for await (const found of walk(task.paths)) {
    // Files of several folders may share a name: each is passed over as often as it is there.
    const times = done.get(found.fileName) ?? 0;
    if (times > 0) {
      done.set(found.fileName, times - 1);
      continue;
    }
    if (looksOf !== null && 'path' in found) {
      const changed = await looksOf(found.path);
      if (changed === null) continue;
      looks.push(changed);
    }
    progress.found += 1;
    group.push(found);
    if (group.length >= groupSize) {
      if ((await batches.get(parts.database, batchId)).state === 'cancelled') return;
      await take();
    }
  }
  if (group.length > 0) await take();
  await batches.seal(parts.database, batchId);
  parts.batchWatch.batchChanged(batchId);
}
