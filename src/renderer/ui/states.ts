/** Colour and word of every state of jobs, members, batches, processes and runs of schedules. */
import type { MemberState } from '#contract/batches';
import type { BatchState } from '#contract/batches';
import type { ScheduleRunState } from '#contract/schedules';
import type { ProcessState } from '#contract/system';

/** Of alerts. */
type AlertWord = 'firing' | 'pending' | 'resolved' | 'ok' | 'no-data' | 'off';

export type ShownState = AlertWord | MemberState | BatchState | ProcessState | ScheduleRunState;

export const stateColors: Record<ShownState, string> = {
  waiting: 'gray',
  active: 'flight',
  delayed: 'yellow',
  paused: 'grape',
  completed: 'teal',
  failed: 'red',
  cancelled: 'gray',
  refused: 'orange',
  open: 'cyan',
  running: 'flight',
  done: 'teal',
  skipped: 'gray',
  starting: 'cyan',
  ready: 'teal',
  unresponsive: 'orange',
  backoff: 'yellow',
  stopping: 'gray',
  stopped: 'gray',
  firing: 'red',
  pending: 'yellow',
  resolved: 'teal',
  ok: 'teal',
  'no-data': 'gray',
  off: 'gray',
};
