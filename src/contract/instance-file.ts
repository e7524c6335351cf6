/** `run/instance.json` of a data directory: how programs of the same user reach the running instance. */
import { z } from 'zod';

export const InstanceFile = z.object({
  /** E.g. `http://127.0.0.1:4870`. */
  url: z.string(),
  /** For `Authorization: Bearer …`. */
  key: z.string(),
  pid: z.number().int(),
  shell: z.enum(['desktop', 'headless']),
});
export type InstanceFile = z.infer<typeof InstanceFile>;
