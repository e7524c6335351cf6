/** What an engine thread is told and answers; both ends are this build, so types are enough. */
import type { FileRef, RenderedView } from '#contract/engine';
import type { ErrorCode } from '#contract/errors';
import type { JobLogLine, JobRow } from '#contract/jobs';
import type { StageSpan } from './stage-clock';

export type ThreadTask =
  | { kind: 'run'; engine: string; file: FileRef; options: unknown }
  | { kind: 'view'; engine: string; file: FileRef; options: unknown; view: string; output: unknown }
  /** `input` was parsed with the schema of the query or act. */
  | { kind: 'query' | 'act'; engine: string; name: string; input: unknown };

export interface ThreadPlaces {
  blobsDir: string;
  resourcesDir: string;
  /** Holds a folder for the state of each engine. */
  dataDir: string;
  modelsDir: string;
}

export interface ThreadData extends ThreadPlaces {
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

/** What a run's thread answers; its log lines came before. */
export interface ThreadRun {
  output: unknown;
  summary: JobRow['summary'];
  stages: StageSpan[];
}

export interface RunDone extends ThreadRun {
  logs: JobLogLine[];
}

export type FromThread =
  | { id: number; type: 'progress'; share: number }
  /** At once: a log that is followed shows it, and a crash does not take it along. */
  | { id: number; type: 'log'; line: JobLogLine }
  | { id: number; type: 'run'; done: ThreadRun }
  | { id: number; type: 'view'; view: RenderedView }
  | { id: number; type: 'answer'; answer: unknown }
  | {
      id: number;
      type: 'failed';
      code: ErrorCode;
      message: string;
      stack: string | null;
      stages: StageSpan[];
    };
