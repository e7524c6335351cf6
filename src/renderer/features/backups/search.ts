/** What the address of the backups page holds. */
import { z } from 'zod';

export const BackupsSearch = z.object({
  /** Whose backups are shown; without it the usual one. */
  folder: z.string().max(1000).optional().catch(undefined),
});
export type BackupsSearch = z.infer<typeof BackupsSearch>;
