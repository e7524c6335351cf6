/** What an engine thread is told and answers; both ends are this build, so types are enough. */
import type { FileRef, RenderedView } from '#contract/engine';
import type { ErrorCode } from '#contract/errors';
import type { JobLogLine, JobRow } from '#contract/jobs';

export type ThreadTask = { engine: string; file: FileRef; options: unknown } & (
  { kind: 'run' } | { kind: 'view'; view: string; output: unknown }
);

export interface ThreadData {
  blobsDir: string;
  /** One Int32: the number of the task that is to abort, 0 for none. Reaches engine code that never yields. */
  abortFlag: SharedArrayBuffer;
}

export interface ToThread {
  id: number;
  task: ThreadTask;
}

/** Asks a task to end; `code` is what it then fails with. */
export interface AbortThread {
  abort: number;
  code: ErrorCode;
}

export interface RunDone {
  output: unknown;
  summary: JobRow['summary'];
  logs: JobLogLine[];
}

export type FromThread =
  | { id: number; type: 'progress'; share: number }
  | { id: number; type: 'run'; done: RunDone }
  | { id: number; type: 'view'; view: RenderedView }
  | {
      id: number;
      type: 'failed';
      code: ErrorCode;
      message: string;
      stack: string | null;
      logs: JobLogLine[];
    };
