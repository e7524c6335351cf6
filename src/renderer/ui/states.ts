/** Colour and word of every state of jobs, members, batches and processes. */
import type { MemberState } from '#contract/batches';
import type { BatchState } from '#contract/batches';
import type { ProcessState } from '#contract/system';

export const stateColors: Record<MemberState | BatchState | ProcessState, string> = {
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
  starting: 'cyan',
  ready: 'teal',
  unresponsive: 'orange',
  backoff: 'yellow',
  stopping: 'gray',
  stopped: 'gray',
};
