/** Where each file of a planned layout goes: what was shown is what is written, and what an undo takes away. */
import { z } from 'zod';
import { getValue, setValue } from '../key-value';
import type { Database } from '../open';

const keptMs = 30 * 24 * 60 * 60_000;
const prefix = 'media:layout-files:';

const LayoutFiles = z.object({
  files: z.array(
    z.object({
      sha256: z.string(),
      /** Below the folder of the layout. */
      path: z.string(),
      /** False when the folder held it before. */
      ours: z.boolean(),
    }),
  ),
  /** Folders that were not there, the outer ones first. */
  made: z.array(z.string()),
});
export type LayoutFiles = z.infer<typeof LayoutFiles>;

export async function keepLayoutFiles(database: Database, id: string, files: LayoutFiles): Promise<void> {
  await setValue(database, prefix + id, files);
  await database.pool.query('delete from flightline.kv where starts_with(key, $1) and updated_at < $2', [
    prefix,
    Date.now() - keptMs,
  ]);
}

/** Null when they are kept no more. */
export async function layoutFiles(database: Database, id: string): Promise<LayoutFiles | null> {
  return LayoutFiles.safeParse(await getValue(database, prefix + id)).data ?? null;
}
