/** The kinds of work that can be scheduled, as the editor names them. */
import type { ScheduledWork } from '#contract/schedules';

export const workKinds: Record<ScheduledWork['kind'], string> = {
  folder: 'Files of folders',
  'engine-act': 'Act of an engine',
  housekeeping: 'Housekeeping',
  backup: 'Backup',
};
