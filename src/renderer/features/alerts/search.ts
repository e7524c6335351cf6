/** What the address of the alerts page holds. Unknown values are dropped, never an error. */
import { z } from 'zod';

export const AlertsSearch = z.object({
  tab: z.enum(['history', 'webhooks']).optional().catch(undefined),
  /** The rule whose figures and history are shown. */
  rule: z.string().max(100).optional().catch(undefined),
  /** `new`, or the rule that is edited. */
  edit: z.string().max(100).optional().catch(undefined),
  /** `all`, or the rule for which a silence is asked for. */
  silence: z.string().max(100).optional().catch(undefined),
});
export type AlertsSearch = z.infer<typeof AlertsSearch>;
