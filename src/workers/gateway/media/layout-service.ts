/** Lays assets out in folders by cluster: a plan first, which the operator accepts; originals are never moved. */
import path from 'node:path';
import { FlightlineError, messageOf } from '#contract/errors';
import { LayoutPlan, type LayoutRequest } from '#contract/media/clusters';
import type { MediaService } from '#contract/services/media';
import { getValue, setValue } from '../../../stack/database/key-value';
import { type LayoutFiles, keepLayoutFiles, layoutFiles } from '../../../stack/database/media/layout-files';
import { clusteredAssets } from '../../../stack/database/media/layout-rows';
import type { GatewayParts } from '../parts';
import { layOut } from './layout-names';
import { survey } from './layout-survey';
import { makeFolder, mustTakeFiles } from './layout-target';
import { placeFile } from './place-file';
import { takeAway, takeFoldersAway } from './take-back-layout';

type LayoutMethods = Pick<
  MediaService,
  'planLayout' | 'layout' | 'lastLayout' | 'acceptLayout' | 'undoLayout'
>;

export interface LayoutService {
  service: LayoutMethods;
  /** Goes on with what an end of the process interrupted. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

interface Named {
  id: string;
}

const planKey = (id: string) => `media:layout:${id}`;
const runningKey = 'media:layout-running';
const lastKey = 'media:layout-last';
const toldEvery = 25;
const shownFolders = 200;

export function createLayoutService(
  parts: GatewayParts,
  { modelId, onChange }: { modelId: () => Promise<string>; onChange: () => void },
): LayoutService {
  const { acts, database, log } = parts;
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function read(id: string): Promise<LayoutPlan> {
    const plan = LayoutPlan.safeParse(await getValue(database, planKey(id)));
    if (!plan.success) throw new FlightlineError('NOT_FOUND', 'There is no such plan.');
    return plan.data;
  }

  async function write(plan: LayoutPlan): Promise<LayoutPlan> {
    await setValue(database, planKey(plan.id), plan);
    onChange();
    return plan;
  }

  const plan = acts.define('media.layout-plan', async ({ id, ...request }: LayoutRequest & Named) => {
    const placed = layOut(await clusteredAssets(database, await modelId(), request.minSize));
    const { folders, renamed, files, made } = await survey(request.folder, placed);
    await keepLayoutFiles(database, id, { files, made });
    return write({
      ...request,
      id,
      files: placed.length,
      bytes: placed.reduce((sum, { asset }) => sum + asset.sizeBytes, 0),
      folders: [...folders].slice(0, shownFolders).map(([name, count]) => ({ name, files: count })),
      folderCount: folders.size,
      there: files.filter(({ ours }) => !ours).length,
      renamed,
      state: 'planned',
      written: 0,
      skipped: 0,
      removed: 0,
      left: 0,
      message: null,
      madeAt: Date.now(),
    });
  });

  const accept = acts.define('media.layout-accept', async ({ id }: Named) => {
    const planned = await read(id);
    if (planned.state === 'done') return planned;
    if (['undoing', 'undone', 'undo-failed'].includes(planned.state))
      throw new FlightlineError('CONFLICT', 'This layout was taken back; make a new plan.');
    return begin({ ...planned, state: 'running', message: null });
  });

  const undo = acts.define('media.layout-undo', async ({ id }: Named) => {
    const planned = await read(id);
    if (planned.state === 'undone') return planned;
    if (planned.state === 'planned' || planned.state === 'running')
      throw new FlightlineError('CONFLICT', 'Only a layout that has ended can be taken back.');
    return begin({ ...planned, state: 'undoing', message: null });
  });

  async function begin(to: LayoutPlan): Promise<LayoutPlan> {
    const begun = await write(to);
    await setValue(database, lastKey, to.id);
    await setValue(database, runningKey, to.id);
    start(to.id);
    return begun;
  }

  function start(id: string): void {
    running = running.then(() =>
      carryOut(id).catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error('layout-failed', { error });
      }),
    );
  }

  async function carryOut(id: string): Promise<void> {
    const planned = await read(id);
    const isUndo = planned.state === 'undoing';
    const progress = isUndo ? { ...planned, left: 0 } : { ...planned, written: 0, skipped: 0 };
    try {
      const files = await layoutFiles(database, id);
      if (!files)
        throw new FlightlineError('NOT_FOUND', 'Where its files go is kept no more; make a new plan.');
      await (isUndo ? takeBack(progress, files) : writeAll(progress, files));
      await write({ ...progress, state: isUndo ? 'undone' : 'done' });
    } catch (error) {
      if (stopped.signal.aborted) return;
      await write({ ...progress, state: isUndo ? 'undo-failed' : 'failed', message: messageOf(error) });
    }
    await setValue(database, runningKey, null);
  }

  async function writeAll(progress: LayoutPlan, { files }: LayoutFiles): Promise<void> {
    await makeFolder(progress.folder);
    const into = { blobs: parts.blobs, blobsDir: path.join(parts.init.dataDir, 'blobs') };
    for (const [k, { sha256, path: name, ours }] of files.entries()) {
      stopped.signal.throwIfAborted();
      const target = path.join(progress.folder, name);
      if (ours) await placeFile(into, { sha256, target, how: progress.how, signal: stopped.signal });
      progress[ours ? 'written' : 'skipped'] += 1;
      if ((k + 1) % toldEvery === 0) await write(progress);
    }
  }

  async function takeBack(progress: LayoutPlan, { files, made }: LayoutFiles): Promise<void> {
    for (const [k, { sha256, path: name }] of files.filter(({ ours }) => ours).entries()) {
      stopped.signal.throwIfAborted();
      const outcome = await takeAway(path.join(progress.folder, name), sha256);
      if (outcome !== 'missing') progress[outcome] += 1;
      if ((k + 1) % toldEvery === 0) await write(progress);
    }
    await takeFoldersAway(progress.folder, made);
  }

  return {
    service: {
      async planLayout(request, by) {
        if (!path.isAbsolute(request.folder))
          throw new FlightlineError('INVALID_INPUT', `${request.folder} is not an absolute path.`);
        const folder = path.resolve(request.folder);
        await mustTakeFiles(folder, parts.init.dataDir);
        return plan({ ...request, folder, id: by.key }, by);
      },
      layout: read,
      async lastLayout() {
        const id = await getValue(database, lastKey);
        return typeof id === 'string' ? read(id) : null;
      },
      acceptLayout: (id, by) => accept({ id }, by),
      undoLayout: (id, by) => undo({ id }, by),
    },
    async resume() {
      const id = await getValue(database, runningKey);
      if (typeof id === 'string') start(id);
    },
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
