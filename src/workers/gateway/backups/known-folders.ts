/** Folders that hold backups of this instance, as far as it knows. */
import type { BackupFolder } from '#contract/backups';
import { backupNames } from '../../../stack/backup/layout';
import { actedOnFolders } from '../../../stack/database/audit-log';
import type { Database } from '../../../stack/database/open';
import * as schedules from '../../../stack/database/schedules';

/** The usual one first, then by name. One that was named by hand is left out when it holds none. */
export async function knownFolders(database: Database, usual: string): Promise<BackupFolder[]> {
  const byFolder = new Map<string, string[]>([[usual, []]]);
  for (const { name, work } of await schedules.list(database)) {
    if (work.kind !== 'backup') continue;
    const folder = work.folder ?? usual;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), name]);
  }
  for (const folder of await actedOnFolders(database, 'backups.create'))
    if (!byFolder.has(folder)) byFolder.set(folder, []);
  const found = await Promise.all(
    [...byFolder].map(async ([folder, names]) => {
      const there = await backupNames(folder);
      return {
        ...{ folder, usual: folder === usual, schedules: names },
        ...{ backups: there.length, newest: there[0] ?? null },
      };
    }),
  );
  return found
    .filter((one) => one.usual || one.schedules.length > 0 || one.backups > 0)
    .sort((a, b) => Number(b.usual) - Number(a.usual) || a.folder.localeCompare(b.folder));
}
