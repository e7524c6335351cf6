/**
 * The intake journal: what was acknowledged before it reached queue and database. Opened by one process, the gateway.
 * After a start, `records()` gives what may not have got there; handling a record twice must be harmless.
 */
import { FramedLog } from './framed-log';
import type { LogStats } from './framed-log';

const defaultSegmentBytes = 8 * 1024 * 1024;

export interface JournalRecord {
  position: number;
  /** As it was appended, through JSON; parse it. */
  record: unknown;
}

export interface JournalReport {
  /** Records that `records()` gives. */
  records: number;
  /** Bytes of an append that never finished, hence never acknowledged; they were cut off. */
  tornBytes: number;
  /** Sentences about damage beyond that; empty unless the disk or somebody else broke the files. */
  damage: string[];
}

export interface Journal {
  readonly report: JournalReport;
  /** What was there when the journal was opened and is not settled, oldest first. */
  records(): AsyncIterable<JournalRecord>;
  /**
   * @returns the position, once the record survives a power cut
   * @throws FlightlineError `NO_SPACE`; then nothing of the record is kept
   */
  append(record: unknown): Promise<number>;
  /** Every record up to `position` is dealt with and is not shown again. */
  checkpoint(position: number): Promise<void>;
  stats(): LogStats;
  close(): Promise<void>;
}

/** @param dir is made if need be, 0700 */
export async function openJournal(dir: string, options: { segmentBytes?: number } = {}): Promise<Journal> {
  const log = await FramedLog.open(dir, { segmentBytes: options.segmentBytes ?? defaultSegmentBytes });
  const { records, tornBytes, damage } = log.report;
  return {
    report: { records, tornBytes, damage },
    records: () => parsed(log),
    append: (record) => log.append(Buffer.from(JSON.stringify(record) ?? 'null', 'utf8')),
    checkpoint: (position) => log.checkpoint(position),
    stats: () => log.stats(),
    close: () => log.close(),
  };
}

async function* parsed(log: FramedLog): AsyncGenerator<JournalRecord> {
  for await (const { position, bytes } of log.records()) {
    yield { position, record: JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown };
  }
}
