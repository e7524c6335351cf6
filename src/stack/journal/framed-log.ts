/**
 * An append-only log of byte records: an append is durable when its promise resolves. Appends that come while a flush
 * is under way share the next one. One process writes; any may read the files.
 */
import { mkdir, rm } from 'node:fs/promises';
import { asSpaceError, syncDirectory } from './durable';
import { encodeFrame, frameKinds } from './frame';
import { recoverSegments } from './recover';
import type { OpenReport } from './recover';
import { readSegment } from './segment-files';
import type { SegmentFile } from './segment-files';
import { SegmentWriter } from './segment-writer';

export interface LogRecord {
  /** Grows by at least one from record to record, over restarts too. */
  position: number;
  bytes: Uint8Array;
}

export interface LogStats {
  segments: number;
  appends: number;
  flushes: number;
  bytes: number;
}

export interface LogOptions {
  /** A segment that is longer is closed. */
  segmentBytes: number;
}

interface Waiting {
  kind: number;
  payload: Uint8Array;
  resolve: (position: number) => void;
  reject: (reason: unknown) => void;
}

/** Bytes that go into one write; more wait for the next. */
const mostGroupBytes = 4 * 1024 * 1024;

export class FramedLog {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private writer: SegmentWriter | null = null;
  private closed = false;
  private nextSequence: number;
  private settled: number;
  private old: SegmentFile[];
  private readonly counters = { appends: 0, flushes: 0, bytes: 0 };

  private constructor(
    private readonly dir: string,
    private readonly options: LogOptions,
    readonly report: OpenReport,
  ) {
    this.old = [...report.segments];
    this.nextSequence = report.nextSequence;
    this.settled = report.settled;
  }

  /** Makes the directory if need be, cuts off a torn tail and says what it found. */
  static async open(dir: string, options: LogOptions): Promise<FramedLog> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new FramedLog(dir, options, await recoverSegments(dir));
  }

  /** Records that were there at the opening and were not settled then, oldest first. Read before any checkpoint. */
  async *records(): AsyncGenerator<LogRecord> {
    const files = this.report.segments;
    for (const [index, file] of files.entries()) {
      const { frames } = await readSegment(file, files[index + 1]?.firstSequence ?? null);
      for (const frame of frames) {
        if (frame.kind !== frameKinds.record || frame.sequence <= this.report.settled) continue;
        yield { position: frame.sequence, bytes: frame.payload };
      }
    }
  }

  /**
   * @returns the record's position, once it is durable
   * @throws FlightlineError `NO_SPACE`; then nothing of it is kept
   */
  append(bytes: Uint8Array): Promise<number> {
    return this.enqueue(frameKinds.record, bytes);
  }

  /**
   * Says that every record up to `position` is dealt with: segments that hold nothing else are deleted, and the next
   * opening does not show those records again.
   */
  async checkpoint(position: number): Promise<void> {
    if (position <= this.settled) return;
    this.settled = Math.min(position, this.nextSequence - 1);
    const payload = Buffer.allocUnsafe(8);
    payload.writeDoubleLE(this.settled, 0);
    await this.enqueue(frameKinds.checkpoint, payload);
    await this.dropSettled();
  }

  stats(): LogStats {
    return { segments: this.old.length + (this.writer === null ? 0 : 1), ...this.counters };
  }

  /** Waits for what was appended. Appending afterwards throws. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.writing !== null) await this.writing;
    await this.writer?.close();
    this.writer = null;
  }

  private enqueue(kind: number, payload: Uint8Array): Promise<number> {
    if (this.closed) return Promise.reject(new Error('the journal is closed'));
    const promise = new Promise<number>((resolve, reject) =>
      this.waiting.push({ kind, payload, resolve, reject }),
    );
    this.writing ??= this.writeWaiting();
    return promise;
  }

  private async writeWaiting(): Promise<void> {
    // Lets callers of the same turn join the group.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.writeGroup(this.takeGroup());
    this.writing = null;
  }

  private takeGroup(): Waiting[] {
    let bytes = 0;
    const end = this.waiting.findIndex((one) => (bytes += one.payload.length) > mostGroupBytes);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : Math.max(end, 1));
  }

  private async writeGroup(group: Waiting[]): Promise<void> {
    const first = this.nextSequence;
    try {
      const frames = group.map((one, index) => encodeFrame(first + index, one.kind, one.payload));
      const writer = await this.writerFor(first);
      await writer.write(frames);
      this.nextSequence += group.length;
      this.counters.flushes += 1;
      this.counters.appends += group.length;
      this.counters.bytes += frames.reduce((sum, frame) => sum + frame.length, 0);
      group.forEach((one, index) => one.resolve(first + index));
    } catch (error) {
      // Whether closing works or not, the segment is not used again; the first error is the one to report.
      await this.abandonWriter().catch(() => undefined);
      const reason = asSpaceError(error, 'the journal could not be written');
      for (const one of group) one.reject(reason);
    }
  }

  private async writerFor(sequence: number): Promise<SegmentWriter> {
    if (this.writer !== null && this.writer.size >= this.options.segmentBytes) await this.abandonWriter();
    this.writer ??= await SegmentWriter.create(this.dir, sequence);
    return this.writer;
  }

  /** The next group begins a new segment; one without frames must go, or the new one would want its name. */
  private async abandonWriter(): Promise<void> {
    const writer = this.writer;
    if (writer === null) return;
    this.writer = null;
    await writer.close();
    if (writer.size === 0) await rm(writer.path, { force: true });
    else this.old.push({ path: writer.path, firstSequence: writer.firstSequence });
  }

  /** A segment ends where the next begins; the one being written stays. */
  private async dropSettled(): Promise<void> {
    const ends = [
      ...this.old.slice(1).map((file) => file.firstSequence),
      this.writer?.firstSequence ?? this.nextSequence,
    ];
    const drop = this.old.filter((_file, index) => (ends[index] ?? Infinity) - 1 <= this.settled);
    if (drop.length === 0) return;
    this.old = this.old.filter((file) => !drop.includes(file));
    await Promise.all(drop.map((file) => rm(file.path, { force: true })));
    await syncDirectory(this.dir);
  }
}
