/** What an upload is made of. */
import type { ErrorCode } from '#contract/errors';
import type { IngestItem } from '#contract/ingest';
import type { Lane } from '#contract/queues';

export type UploadState = 'queued' | 'sending' | 'accepted' | 'known' | 'refused' | 'failed' | 'cancelled';

/** Changed in place: ten thousand of them are cheap that way, and views read them when the session says so. */
export interface UploadFile {
  readonly path: string;
  readonly file: File;
  readonly sizeBytes: number;
  state: UploadState;
  /** 0..1 of this file while sending. */
  progress: number;
  code: string | null;
  message: string | null;
  jobId: string | null;
}

export type UploadPhase = 'reading' | 'sending' | 'done' | 'cancelled';

export type UploadCounts = Record<UploadState, number>;

/** A picture of a session at one moment; a new object each time something changed. */
export interface UploadSnapshot {
  phase: UploadPhase;
  name: string;
  batchId: string | null;
  total: number;
  counts: UploadCounts;
  bytesTotal: number;
  bytesSent: number;
  bytesPerS: number | null;
  etaMs: number | null;
  /** Why nothing could be sent at all. */
  problem: { code: string; message: string; action: string } | null;
  /** Files are changed in place: this number tells that some were. */
  revision: number;
}

export class SendError extends Error {
  override readonly name = 'SendError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The request did not reach the gateway, so a file of it may be unreadable. */
    readonly unsent: boolean,
  ) {
    super(message);
  }
}

/** What a session needs of the world. */
export interface UploadPorts {
  /** Asked again with the same key, it is the same batch. */
  createBatch(batch: { name: string; lane: Lane; key: string }): Promise<{ id: string }>;
  sealBatch(id: string): Promise<void>;
  /** Answers in the order of the files. @throws SendError; the signal's reason when it aborts */
  send(request: SendRequest): Promise<IngestItem[]>;
  /** Whether the browser can read the file at all. */
  isReadable(file: File): Promise<boolean>;
  /** Resolves after the pause, or at once when the signal aborts. */
  pause(pauseMs: number, signal: AbortSignal): Promise<void>;
  now(): number;
}

export interface SendRequest {
  batchId: string;
  lane: Lane;
  engine: string | null;
  files: readonly UploadFile[];
  onProgress(sentBytes: number): void;
  signal: AbortSignal;
}
