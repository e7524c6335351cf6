/** Watched folders: added, paused, forgotten; watched again after each start. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import type { WatchedFolder } from '#contract/media/folders';
import type { MediaService } from '#contract/services/media';
import * as folders from '../../../stack/database/media/folders';
import { isInside } from '../../../stack/is-inside';
import type { GatewayParts } from '../parts';
import { FolderWatch } from './folder-watch';

type FolderMethods = Pick<
  MediaService,
  'folders' | 'folderFiles' | 'watchFolder' | 'pauseFolder' | 'forgetFolder'
>;

export interface FolderService {
  service: FolderMethods;
  /** Watches what was watched before. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export function createFolderService(parts: GatewayParts, onChange: () => void): FolderService {
  const { acts, database } = parts;
  const watches = new Map<string, FolderWatch>();

  const describe = (folder: folders.StoredFolder): WatchedFolder => ({
    ...folder,
    waiting: watches.get(folder.id)?.waitingCount ?? 0,
  });

  async function described(id: string): Promise<WatchedFolder> {
    const folder = await folders.folderById(database, id);
    if (!folder) throw new FlightlineError('NOT_FOUND', 'That folder is not watched.');
    return describe(folder);
  }

  async function apply(id: string): Promise<WatchedFolder> {
    await watches.get(id)?.stop();
    watches.delete(id);
    const folder = await folders.folderById(database, id);
    if (folder && !folder.paused) watches.set(id, new FolderWatch(parts, folder, onChange));
    onChange();
    return described(id);
  }

  const add = acts.define(
    'media.folder-watch',
    async (folder: { id: string; path: string; recursive: boolean }) =>
      apply(await folders.addFolder(database, { ...folder, addedAt: Date.now() })),
  );
  const pause = acts.define('media.folder-pause', async ({ id, paused }: { id: string; paused: boolean }) => {
    if (!(await folders.setPaused(database, id, paused)))
      throw new FlightlineError('NOT_FOUND', 'That folder is not watched.');
    return apply(id);
  });
  const forget = acts.define('media.folder-forget', async ({ id }: { id: string }) => {
    await watches.get(id)?.stop();
    watches.delete(id);
    await folders.removeFolder(database, id);
    onChange();
    return null;
  });

  return {
    service: {
      folders: async () => (await folders.allFolders(database)).map(describe),
      folderFiles: (query) => folders.recentFiles(database, query),
      async watchFolder({ path: given, recursive }, by) {
        const folder = await checkedFolder(given, parts.init.dataDir);
        return add({ id: by.key, path: folder, recursive }, by);
      },
      pauseFolder: (id, paused, by) => pause({ id, paused }, by),
      async forgetFolder(id, by) {
        await forget({ id }, by);
      },
    },
    async resume() {
      for (const folder of await folders.allFolders(database))
        if (!folder.paused && !watches.has(folder.id))
          watches.set(folder.id, new FolderWatch(parts, folder, onChange));
    },
    async stop() {
      await Promise.all([...watches.values()].map((watch) => watch.stop()));
    },
  };
}

/** @throws FlightlineError for what is no folder that can be watched */
async function checkedFolder(given: string, dataDir: string): Promise<string> {
  if (!path.isAbsolute(given))
    throw new FlightlineError('INVALID_INPUT', `${given} is not an absolute path; give it from the root on.`);
  const folder = path.resolve(given);
  const stats = await stat(folder).catch((cause: unknown) => {
    throw new FlightlineError(
      'INVALID_INPUT',
      `There is no folder ${folder} on the machine of this instance.`,
      {
        cause,
      },
    );
  });
  if (!stats.isDirectory()) throw new FlightlineError('INVALID_INPUT', `${folder} is not a folder.`);
  // By where they really are: a link may lead into it.
  const [real, data] = await Promise.all([realpath(folder), realpath(dataDir)]);
  if (isInside(real, data) || isInside(data, real))
    throw new FlightlineError(
      'INVALID_INPUT',
      'The data directory is not watched, nor what holds it or lies in it; choose a folder beside it.',
    );
  return folder;
}
