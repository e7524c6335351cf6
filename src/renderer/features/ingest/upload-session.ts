/** One upload: a batch is made, its files are sent a few requests at a time, the batch is closed. */
import type { IngestItem } from '#contract/ingest';
import type { Lane } from '#contract/queues';
import { problemOf } from '../../shell/problem';
import { takeChunk } from './chunks';
import type { FoundFile, LostEntry } from './entries';
import { patiently } from './patiently';
import { RateMeter } from './rate';
import {
  SendError,
  type UploadFile,
  type UploadPhase,
  type UploadPorts,
  type UploadSnapshot,
} from './upload-types';
import { emptyCounts, refusedFile, uploadFile } from './upload-file';

const requestsAtOnce = 5;
/** After so many failed requests in a row the rest is not tried: the reason is not the files. */
const mostFailuresInARow = 3;
/** Views are told at most this often. */
const tellEveryMs = 120;

export interface UploadChoices {
  name: string;
  lane: Lane;
  engine: string | null;
}

export class UploadSession {
  readonly id: string;
  readonly files: UploadFile[] = [];
  readonly #ports: UploadPorts;
  readonly #choices: UploadChoices;
  readonly #listeners = new Set<() => void>();
  readonly #meter = new RateMeter();
  #stop = new AbortController();
  #queue: UploadFile[] = [];
  #phase: UploadPhase = 'reading';
  #batchId: string | null = null;
  #counts = emptyCounts();
  #bytesTotal = 0;
  #bytesDone = 0;
  #inFlight = new Map<readonly UploadFile[], number>();
  #failuresInARow = 0;
  #problem: UploadSnapshot['problem'] = null;
  #revision = 0;
  #snapshot: UploadSnapshot;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(id: string, choices: UploadChoices, ports: UploadPorts) {
    this.id = id;
    this.#choices = choices;
    this.#ports = ports;
    this.#snapshot = this.#picture();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): UploadSnapshot => this.#snapshot;

  /** While folders are still being read. */
  add(found: FoundFile): void {
    const file = uploadFile(found);
    this.files.push(file);
    this.#queue.push(file);
    this.#counts.queued += 1;
    this.#bytesTotal += file.sizeBytes;
    this.#changed();
  }

  addLost(lost: LostEntry): void {
    this.files.push(refusedFile(lost));
    this.#counts.refused += 1;
    this.#changed();
  }

  /** Sends all that was added. Settles when nothing is left to send; never rejects. */
  async run(): Promise<void> {
    this.#phase = 'sending';
    this.#problem = null;
    this.#failuresInARow = 0;
    this.#changed();
    try {
      this.#batchId ??= await this.#makeBatch();
      const batchId = this.#batchId;
      await Promise.all(Array.from({ length: requestsAtOnce }, () => this.#pump(batchId)));
      // Left open while uploads can still be tried again: a closed batch takes no more members.
      if (this.#counts.failed === 0 || this.#stop.signal.aborted) await this.#seal(batchId);
    } catch (error) {
      this.#problem = problemOf(error);
      this.#failQueue(this.#problem.code, this.#problem.message);
    }
    this.#phase = this.#stop.signal.aborted ? 'cancelled' : 'done';
    this.#tell();
  }

  async retryFailed(): Promise<void> {
    if (this.#phase === 'sending') return;
    this.#stop = new AbortController();
    for (const file of this.files) {
      if (file.state !== 'failed') continue;
      this.#bytesDone -= file.sizeBytes;
      this.#set(file, 'queued');
      this.#queue.push(file);
    }
    await this.run();
  }

  /** Gives up on failed uploads, so that the batch can end. */
  async close(): Promise<void> {
    for (const file of this.files) if (file.state === 'failed') this.#set(file, 'cancelled');
    this.#tell();
    if (this.#batchId !== null) await this.#seal(this.#batchId);
  }

  cancel(): void {
    this.#stop.abort();
    for (const file of this.#queue.splice(0)) this.#set(file, 'cancelled');
    if (this.#phase === 'reading') this.#phase = 'cancelled';
    this.#changed();
  }

  get cancelled(): AbortSignal {
    return this.#stop.signal;
  }

  async #makeBatch(): Promise<string> {
    const { name, lane } = this.#choices;
    const made = await this.#patiently(() => this.#ports.createBatch({ name, lane, key: this.id }));
    return made.id;
  }

  async #seal(batchId: string): Promise<void> {
    await this.#patiently(() => this.#ports.sealBatch(batchId));
  }

  #patiently<T>(request: () => Promise<T>, helps?: (error: unknown) => Promise<boolean>): Promise<T> {
    return patiently(request, { pause: this.#ports.pause, signal: this.#stop.signal, helps });
  }

  async #pump(batchId: string): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const files = takeChunk(this.#queue);
      if (files.length === 0) return;
      await this.#send(batchId, files);
    }
  }

  async #send(batchId: string, files: UploadFile[]): Promise<void> {
    for (const file of files) this.#set(file, 'sending');
    const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const onProgress = (sent: number): void => {
      this.#inFlight.set(files, Math.min(sent, bytes));
      for (const file of files) file.progress = bytes > 0 ? Math.min(1, sent / bytes) : 1;
      this.#changed();
    };
    try {
      const { lane, engine } = this.#choices;
      const request = { batchId, lane, engine, files, onProgress, signal: this.#stop.signal };
      const items = await this.#patiently(
        () => this.#ports.send(request),
        () => this.#areReadable(files),
      );
      files.forEach((file, index) => this.#settle(file, items[index]));
      this.#failuresInARow = 0;
    } catch (error) {
      await this.#onFailure(files, error);
    } finally {
      this.#inFlight.delete(files);
      this.#changed();
    }
  }

  #settle(file: UploadFile, item: IngestItem | undefined): void {
    file.code = item?.code ?? null;
    file.message = item?.message ?? null;
    file.jobId = item?.jobs[0]?.id ?? null;
    if (!item) file.message = 'The instance did not say what became of it.';
    this.#bytesDone += file.sizeBytes;
    this.#set(file, item?.outcome ?? 'failed');
  }

  async #onFailure(files: UploadFile[], error: unknown): Promise<void> {
    if (this.#stop.signal.aborted) {
      for (const file of files) this.#set(file, 'cancelled');
      return;
    }
    const rest = error instanceof SendError && error.unsent ? await this.#withoutUnreadable(files) : files;
    if (rest.length > 0 && rest.length < files.length) {
      // One of them could not be read, which broke the request of all: the others are sent again.
      for (const file of rest) this.#set(file, 'queued');
      this.#queue.unshift(...rest);
      return;
    }
    const { code, message } = error instanceof SendError ? error : problemOf(error);
    for (const file of rest) this.#fail(file, code, message);
    this.#failuresInARow += 1;
    if (this.#failuresInARow >= mostFailuresInARow) this.#failQueue(code, message);
  }

  async #areReadable(files: readonly UploadFile[]): Promise<boolean> {
    const readable = await Promise.all(files.map(({ file }) => this.#ports.isReadable(file)));
    return readable.every(Boolean);
  }

  async #withoutUnreadable(files: UploadFile[]): Promise<UploadFile[]> {
    const readable: UploadFile[] = [];
    for (const file of files) {
      if (await this.#ports.isReadable(file.file)) readable.push(file);
      else
        this.#fail(file, 'FILE_UNREADABLE', 'The browser may not read this file, or it has changed or gone.');
    }
    return readable;
  }

  #failQueue(code: string, message: string): void {
    for (const file of this.#queue.splice(0)) this.#fail(file, code, message);
  }

  #fail(file: UploadFile, code: string, message: string): void {
    file.code = code;
    file.message = message;
    this.#bytesDone += file.sizeBytes;
    this.#set(file, 'failed');
  }

  #set(file: UploadFile, state: UploadFile['state']): void {
    this.#counts[file.state] -= 1;
    this.#counts[state] += 1;
    file.state = state;
    if (state === 'queued') file.progress = 0;
    this.#changed();
  }

  #changed(): void {
    this.#timer ??= setTimeout(() => this.#tell(), tellEveryMs);
  }

  #tell(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#revision += 1;
    this.#snapshot = this.#picture();
    for (const listener of this.#listeners) listener();
  }

  #picture(): UploadSnapshot {
    const bytesSent = this.#bytesDone + [...this.#inFlight.values()].reduce((sum, sent) => sum + sent, 0);
    if (this.#phase === 'sending') this.#meter.update(this.#ports.now(), bytesSent);
    return {
      phase: this.#phase,
      name: this.#choices.name,
      batchId: this.#batchId,
      total: this.files.length,
      counts: { ...this.#counts },
      bytesTotal: this.#bytesTotal,
      bytesSent,
      bytesPerS: this.#phase === 'sending' ? this.#meter.perSecond : null,
      etaMs: this.#phase === 'sending' ? this.#meter.etaMs(this.#bytesTotal - bytesSent) : null,
      problem: this.#problem,
      revision: this.#revision,
    };
  }
}
