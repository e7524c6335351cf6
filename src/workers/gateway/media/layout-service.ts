/** Lays assets out in folders by cluster: a plan first, which the operator accepts; originals are never moved. */
import path from 'node:path';
import { FlightlineError, messageOf } from '#contract/errors';
import { LayoutPlan, type LayoutRequest } from '#contract/media/clusters';
import type { MediaService } from '#contract/services/media';
import { getValue, setValue } from '../../../stack/database/key-value';
import { clusteredAssets } from '../../../stack/database/media/layout-rows';
import type { GatewayParts } from '../parts';
import { layOut } from './layout-names';
import { makeFolder, mustTakeFiles } from './layout-target';
import { placeFile } from './place-file';

type LayoutMethods = Pick<MediaService, 'planLayout' | 'layout' | 'acceptLayout'>;

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

  async function work(minSize: number) {
    return layOut(await clusteredAssets(database, await modelId(), minSize));
  }

  const plan = acts.define('media.layout-plan', async ({ id, ...request }: LayoutRequest & Named) => {
    const placed = await work(request.minSize);
    const folders = new Map<string, number>();
    for (const { folder } of placed) folders.set(folder, (folders.get(folder) ?? 0) + 1);
    return write({
      ...request,
      id,
      files: placed.length,
      bytes: placed.reduce((sum, { asset }) => sum + asset.sizeBytes, 0),
      folders: [...folders].slice(0, shownFolders).map(([name, files]) => ({ name, files })),
      state: 'planned',
      written: 0,
      skipped: 0,
      message: null,
      madeAt: Date.now(),
    });
  });

  const accept = acts.define('media.layout-accept', async ({ id }: Named) => {
    const planned = await read(id);
    if (planned.state === 'done') return planned;
    const begun = await write({ ...planned, state: 'running', message: null });
    await setValue(database, runningKey, id);
    start(id);
    return begun;
  });

  function start(id: string): void {
    running = running.then(() =>
      carryOut(id).catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error('layout-failed', { error });
      }),
    );
  }

  async function carryOut(id: string): Promise<void> {
    const planned = await read(id);
    const progress = { ...planned, written: 0, skipped: 0 };
    try {
      await makeFolder(planned.folder);
      for (const { asset, folder, file } of await work(planned.minSize)) {
        stopped.signal.throwIfAborted();
        const isNew = await placeFile(
          { blobs: parts.blobs, blobsDir: path.join(parts.init.dataDir, 'blobs') },
          {
            sha256: asset.sha256,
            target: path.join(planned.folder, folder, file),
            how: planned.how,
            signal: stopped.signal,
          },
        );
        progress[isNew ? 'written' : 'skipped'] += 1;
        if ((progress.written + progress.skipped) % toldEvery === 0) await write(progress);
      }
      await write({ ...progress, state: 'done' });
    } catch (error) {
      if (stopped.signal.aborted) return;
      await write({ ...progress, state: 'failed', message: messageOf(error) });
    }
    await setValue(database, runningKey, null);
  }

  return {
    service: {
      async planLayout(request, by) {
        if (!path.isAbsolute(request.folder))
          throw new FlightlineError('INVALID_INPUT', `${request.folder} is not an absolute path.`);
        const inside = path.relative(parts.init.dataDir, path.resolve(request.folder));
        if (!inside.startsWith('..') && !path.isAbsolute(inside))
          throw new FlightlineError(
            'INVALID_INPUT',
            'The data directory is no place for it; choose a folder of yours.',
          );
        const folder = path.resolve(request.folder);
        await mustTakeFiles(folder);
        return plan({ ...request, folder, id: by.key }, by);
      },
      layout: read,
      acceptLayout: (id, by) => accept({ id }, by),
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
