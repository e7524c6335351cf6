/** The services behind the router: the gateway gives real ones, tests give fakes. */
import type { ActResult, JobDetail, JobPage, JobPageQuery, JobFilter, StateCounts } from './jobs';
import type { Batch, MemberPage, MemberPageQuery } from './batches';
import type { DeadLetterDetail, DeadLetterPage, DeadLetterQuery } from './dead-letters';
import type { IngestItem, IngestPaths } from './ingest';
import type { Lane } from './queues';
import type { MetricSample, QueueDepth } from './metrics';
import type { EngineInfo, Health, ProcessInfo, SystemInfo } from './system';
import type { ConsoleEvent } from './events';
import type { EngineQuestion } from './engine';

/** Who acts and under which idempotency key; every mutation is carried out at most once per key. */
export interface Act {
  actor: string;
  key: string;
}

export interface Services {
  jobs: {
    page(query: JobPageQuery): Promise<JobPage>;
    counts(filter: JobFilter): Promise<StateCounts>;
    /** @throws FlightlineError `NOT_FOUND` */
    get(id: string): Promise<JobDetail>;
    cancel(ids: string[], act: Act): Promise<ActResult>;
    retry(ids: string[], act: Act): Promise<ActResult>;
    /** Another job of the same engine on the same file with other options. @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT` */
    again(work: { id: string; options: Record<string, unknown> }, act: Act): Promise<IngestItem>;
  };
  batches: {
    list(): Promise<Batch[]>;
    get(id: string): Promise<Batch>;
    members(query: MemberPageQuery): Promise<MemberPage>;
    create(input: { name: string; lane: Lane }, act: Act): Promise<Batch>;
    /** No more members will be added. */
    seal(id: string, act: Act): Promise<Batch>;
    pause(id: string, act: Act): Promise<Batch>;
    resume(id: string, act: Act): Promise<Batch>;
    cancel(id: string, act: Act): Promise<Batch>;
    retryFailed(id: string, act: Act): Promise<ActResult>;
  };
  ingest: {
    /** Starts reading; the batch tells how far it is. */
    paths(input: IngestPaths, act: Act): Promise<Batch>;
  };
  deadLetters: {
    page(query: DeadLetterQuery): Promise<DeadLetterPage>;
    get(jobId: string): Promise<DeadLetterDetail>;
    retry(jobIds: string[], act: Act): Promise<ActResult>;
    discard(jobIds: string[], reason: string, act: Act): Promise<ActResult>;
  };
  metrics: {
    /** One sample a second, oldest first, for the last `seconds`. */
    history(seconds: number): Promise<MetricSample[]>;
    depths(): Promise<QueueDepth[]>;
  };
  engines: {
    /** @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT`, and what the engine says */
    query(question: EngineQuestion, signal?: AbortSignal): Promise<unknown>;
    act(question: EngineQuestion, act: Act): Promise<unknown>;
  };
  system: {
    info(): Promise<SystemInfo>;
    health(): Promise<Health>;
    engines(): Promise<EngineInfo[]>;
    processes(): Promise<ProcessInfo[]>;
    act(name: string, act: 'restart' | 'kill', by: Act): Promise<ActResult>;
  };
  /** Ends when the signal aborts. */
  events(signal: AbortSignal): AsyncIterable<ConsoleEvent>;
}
