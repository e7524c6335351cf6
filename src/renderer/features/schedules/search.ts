/** What the address of the schedules page holds: the history's filter and the schedule in the editor. */
import { z } from 'zod';
import { ScheduleRunState } from '#contract/schedules';

export const SchedulesSearch = z.object({
  schedule: z.string().max(100).optional().catch(undefined),
  state: ScheduleRunState.optional().catch(undefined),
  /** Id of a schedule, or `new`. */
  edit: z.string().max(100).optional().catch(undefined),
});
export type SchedulesSearch = z.infer<typeof SchedulesSearch>;
