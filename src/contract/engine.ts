/** What a service engine is: the interface every folder under src/engines implements. */
import { type ZodType, z } from 'zod';
import type { Pool } from './queues';
import type { CatchUp } from './schedules';
import type { Settings } from './settings';

/** A stored file, named by its content. `fileName` is what the operator called it; never use it as a path. */
export interface FileRef {
  sha256: string;
  sizeBytes: number;
  fileName: string;
}

/** Reads of blobs an engine may do; implementations live in `stack/`. */
export interface BlobReader {
  /** The whole blob. @throws FlightlineError `BLOB_NOT_FOUND` */
  read(sha256: string): Promise<Uint8Array>;
  /**
   * Bytes from `start` up to, not including, `end`, for files too large to hold; the hash is not checked. Readers
   * without it have small blobs only. @throws FlightlineError `BLOB_NOT_FOUND`
   */
  part?(sha256: string, start: number, end: number): Promise<Uint8Array>;
}

/**
 * Files made from a blob that the engine could make again, such as previews: written whole or not at all, and not
 * durable. Names: lower case letters, digits, '-' and '.'.
 */
export interface DerivedFiles {
  write(sha256: string, name: string, bytes: Uint8Array): Promise<void>;
}

/** Small files of an engine's own (imported sites, tile folders, leagues), kept by the instance. */
export interface EngineState {
  /** Another one after every write; '' while nothing was written. */
  readonly revision: string;
  /** Null when there is none by that name. Names: lower case letters, digits, '-' and '.'. */
  read(name: string): Promise<Uint8Array | null>;
}

export interface WritableEngineState extends EngineState {
  /** Whole or not at all, and durable once resolved. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface EngineLog {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
}

export type StageAttributes = Record<string, string | number | boolean>;

/** A stage of a run that is being timed. */
export interface OpenStage {
  set(attributes: StageAttributes): void;
  end(error?: unknown): void;
}

/** What the runtime hands to `run`. */
export interface RunContext {
  blobs: BlobReader;
  /** Folder of what is shipped; an engine's own part is the folder of its name. */
  resourcesDir: string;
  /** Folder of models that the operator has put there; need not exist. */
  modelsDir: string;
  /** For this engine in this version. */
  derived: DerivedFiles;
  state: EngineState;
  /** Share of the work that is done, 0..1. */
  progress(share: number): void;
  log: EngineLog;
  /** Begins a stage, a span in the trace of the job; use `stage`. Absent where nobody traces. */
  span?: (name: string, attributes?: StageAttributes) => OpenStage;
  /** Aborts at the soft limit, on cancel and on stop. */
  signal: AbortSignal;
}

/**
 * Does a part of a run and times it: it becomes a span below the attempt in the job's trace. Stages may be nested.
 * `work` may be synchronous; what it throws or returns comes through unchanged.
 */
export function stage<T>(
  ctx: Pick<RunContext, 'span'>,
  name: string,
  work: (span: Pick<OpenStage, 'set'>) => T,
): T {
  const span = ctx.span?.(name);
  if (!span) return work({ set: () => undefined });
  let answer: T;
  try {
    answer = work(span);
  } catch (error) {
    span.end(error);
    throw error;
  }
  if (answer instanceof Promise) {
    answer.then(
      () => span.end(),
      (error: unknown) => span.end(error),
    );
  } else span.end();
  return answer;
}

export interface RunInput<Options> {
  file: FileRef;
  options: Options;
}

/**
 * Which files an engine takes. Content decides first: `sniff` sees the first 64 KiB.
 * `suffixes` (lower case, with dot) is the hint that is used when content alone cannot tell, and what pickers show.
 */
export interface FileRule {
  label: string;
  suffixes: readonly string[];
  mediaType: string;
  /** 'yes': this is ours whatever its name. 'maybe': ours if the suffix fits too. 'no': not ours. */
  sniff(head: Uint8Array): 'yes' | 'maybe' | 'no';
  maxBytes: number;
}

export interface EngineLimits {
  /** After this the abort signal fires and the job fails with `SOFT_TIMEOUT`. */
  softMs: number;
  /** After this the engine thread is killed and replaced; the job fails with `HARD_TIMEOUT`. */
  hardMs: number;
  attempts: number;
  backoff: { baseMs: number; capMs: number; /** 0..1, share of the delay that is random */ jitter: number };
  memoryMb: number;
  kind: 'cpu' | 'io';
}

/** One figure of a result that lists, tables and CSV show. */
export interface SummaryColumn<O> {
  key: string;
  label: string;
  unit?: string;
  value(output: O): string | number | null;
}

export interface ViewInput<Options, O> extends RunInput<Options> {
  output: O;
}

export interface RenderedView {
  mediaType: string;
  /** What a download's name ends with, e.g. `.track.geojson`. */
  suffix: string;
  body: string | Uint8Array;
}

/** A derived form of a result (track, GeoJSON, CSV): computed from blob and output when asked for, never stored. */
export type EngineView<Options, O> = (
  ctx: ViewContext,
  input: ViewInput<Options, O>,
) => Promise<RenderedView>;

export type ViewContext = Pick<RunContext, 'blobs' | 'resourcesDir' | 'modelsDir' | 'state'>;

/** Something an engine answers at once, on a thread of the gateway: no job, no stored result. */
export interface EngineQuery {
  /** One sentence for the API's description. */
  title: string;
  input: ZodType;
  answer(ctx: QueryContext, input: unknown): Promise<unknown>;
}

export type QueryContext = Pick<RunContext, 'resourcesDir' | 'modelsDir' | 'state' | 'signal'>;

/** Changes an engine's state, e.g. imports a list; it is audited, and the answer is what the operator is told. */
export interface EngineAct {
  title: string;
  input: ZodType;
  carryOut(ctx: ActContext, input: unknown): Promise<unknown>;
}

export type ActContext = Omit<QueryContext, 'state'> & { state: WritableEngineState };

/** An act that begins by the clock unless the operator decides otherwise: it is one of the schedules from the first start on. */
export interface EngineSchedule {
  /** Lower case letters and '-'; never changed. */
  name: string;
  title: string;
  /** Five fields. */
  cron: string;
  /** IANA name; missing: the machine's own. */
  timeZone?: string;
  catchUp: CatchUp;
  act: string;
  input: unknown;
  /** It waits to be resumed. */
  paused?: boolean;
}

/** One of an engine's queries or acts with its input, as console, API and command line put it. */
export const EngineQuestion = z.object({
  engine: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  input: z.unknown(),
});
export type EngineQuestion = z.infer<typeof EngineQuestion>;

/** Ties the schema of a query to what answers it. */
export function engineQuery<I>(
  title: string,
  input: ZodType<I>,
  answer: (ctx: QueryContext, input: I) => Promise<unknown>,
): EngineQuery {
  // Whoever asks has parsed the input with this very schema.
  return { title, input, answer: (ctx, parsed) => answer(ctx, parsed as I) };
}

/** Ties the schema of an act to what carries it out. */
export function engineAct<I>(
  title: string,
  input: ZodType<I>,
  carryOut: (ctx: ActContext, input: I) => Promise<unknown>,
): EngineAct {
  return { title, input, carryOut: (ctx, parsed) => carryOut(ctx, parsed as I) };
}

/** The HTTP contract of the original service, served on its own port. */
export interface HttpContract {
  port: number;
  /** Body of `GET /`; some of the originals have none. */
  banner?: Record<string, string>;
  /** `POST /` multipart field `file`: the 200 body is the view of this name; a wrong suffix is a 400 with this detail. */
  upload?: {
    suffixes: readonly string[];
    wrongSuffixDetail: string;
    view: string;
    /** Where the original's are not the defaults of today. */
    options?: Record<string, unknown>;
  };
  /** Routes that a query answers: GET gives it the query string (text values), POST the JSON body. */
  routes?: readonly { method: 'GET' | 'POST'; path: string; query: string }[];
}

export interface Engine<Options = unknown, O = unknown> {
  /** Lower case letters only: it is part of queue names, routes and CLI verbs. */
  name: string;
  title: string;
  /** Part of the result key: raise it and old results are no longer answers. */
  version: number;
  /** Step of a workflow: its job waits until that engine's job on the same file, if there is one, has completed. */
  after?: string;
  /** Engines of one pool share processes and slots. */
  pool: Pool;
  options: ZodType<Options>;
  output: ZodType<O>;
  accepts: readonly FileRule[];
  /** Dropped files are not routed to it: whoever wants its work names it. */
  onlyWhenNamed?: boolean;
  limits: EngineLimits;
  summary: readonly SummaryColumn<O>[];
  views: Record<string, EngineView<Options, O>>;
  queries?: Record<string, EngineQuery>;
  acts?: Record<string, EngineAct>;
  schedules?: readonly EngineSchedule[];
  /** True when results depend on the engine's state: its revision then comes as the option `stateRevision`. */
  readsState?: boolean;
  /** Options that the instance's settings decide where a job does not; {} while they say nothing else than the defaults. */
  instanceOptions?(places: { settings: Settings; modelsDir: string }): Record<string, unknown>;
  http?: HttpContract;
  run(ctx: RunContext, input: RunInput<Options>): Promise<O>;
}
