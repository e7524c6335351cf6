/** The local store of traces. */
import type { TraceDetail, TracePage, TracePageQuery, TraceStore } from '../traces';

export interface TraceService {
  page(query: TracePageQuery): Promise<TracePage>;
  /** By the id of a trace. @throws FlightlineError `NOT_FOUND` */
  get(traceId: string): Promise<TraceDetail>;
  /** The newest trace of a job; null when none is kept. */
  ofJob(jobId: string): Promise<TraceDetail | null>;
  store(): Promise<TraceStore>;
}
