/** What a log does when it is opened: finds its segments, cuts torn tails off, counts what is left. */
import { open, rm } from 'node:fs/promises';
import { syncDirectory } from './durable';
import { frameKinds } from './frame';
import { listSegments, readSegment } from './segment-files';
import type { SegmentContent, SegmentFile } from './segment-files';

export interface OpenReport {
  segments: SegmentFile[];
  nextSequence: number;
  /** Every record up to here was dealt with. */
  settled: number;
  /** Records to be read with `records()`. */
  records: number;
  /** Bytes at the end of the last segment that were never acknowledged. */
  tornBytes: number;
  /** One sentence for each segment that is damaged elsewhere than at its end: records may be lost. */
  damage: string[];
}

/** Reads every segment once. A log is kept short by checkpoints, so this is milliseconds. */
export async function recoverSegments(dir: string): Promise<OpenReport> {
  const files = await listSegments(dir);
  const report: OpenReport = {
    segments: [],
    nextSequence: 1,
    settled: 0,
    records: 0,
    tornBytes: 0,
    damage: [],
  };
  const sequences: number[] = [];
  for (const [index, file] of files.entries()) {
    const next = files[index + 1]?.firstSequence ?? null;
    const content = await readSegment(file, next);
    noteDamage(report, file, content, next);
    if (next === null && content.tornBytes > 0) await cutTail(file, content);
    report.nextSequence = Math.max(report.nextSequence, file.firstSequence + content.frames.length);
    if (content.frames.length === 0) {
      await rm(file.path, { force: true });
      continue;
    }
    report.segments.push(file);
    for (const frame of content.frames) {
      if (frame.kind === frameKinds.record) sequences.push(frame.sequence);
      if (frame.kind === frameKinds.checkpoint) {
        const settled = Buffer.from(frame.payload).readDoubleLE(0);
        report.settled = Math.max(report.settled, settled);
      }
    }
  }
  report.records = sequences.filter((sequence) => sequence > report.settled).length;
  await syncDirectory(dir);
  return report;
}

function noteDamage(
  report: OpenReport,
  file: SegmentFile,
  content: SegmentContent,
  next: number | null,
): void {
  if (next === null) {
    report.tornBytes = content.tornBytes;
    return;
  }
  const missing = next - (file.firstSequence + content.frames.length);
  if (missing > 0) report.damage.push(`${file.path}: ${missing} records cannot be read`);
}

async function cutTail(file: SegmentFile, content: SegmentContent): Promise<void> {
  const handle = await open(file.path, 'r+');
  try {
    await handle.truncate(content.validBytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
