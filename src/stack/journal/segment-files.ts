/** The files of a log: one segment per file, named by the sequence number of its first frame. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { decodeFrame } from './frame';
import type { Frame } from './frame';

const segmentName = /^(\d{16})\.seg$/;

export interface SegmentFile {
  path: string;
  firstSequence: number;
}

export function segmentPath(dir: string, firstSequence: number): string {
  return path.join(dir, `${String(firstSequence).padStart(16, '0')}.seg`);
}

/** Oldest first. */
export async function listSegments(dir: string): Promise<SegmentFile[]> {
  const names = await readdir(dir);
  return names
    .map((name) => ({ path: path.join(dir, name), digits: segmentName.exec(name)?.[1] }))
    .filter((file) => file.digits !== undefined)
    .map((file) => ({ path: file.path, firstSequence: Number(file.digits) }))
    .sort((a, b) => a.firstSequence - b.firstSequence);
}

export interface SegmentContent {
  frames: (Frame & { sequence: number })[];
  /** Length of the part that is whole. */
  validBytes: number;
  /** What comes after it and cannot be read. */
  tornBytes: number;
}

/**
 * All whole frames up to the first that is not. A segment fits in memory.
 * @param next where the following segment begins. Frames from there on are leftovers of a group that failed and
 *   could not be cut off: they were never acknowledged.
 */
export async function readSegment(file: SegmentFile, next: number | null): Promise<SegmentContent> {
  const bytes = await readFile(file.path);
  const frames: SegmentContent['frames'] = [];
  let offset = 0;
  for (;;) {
    const sequence = file.firstSequence + frames.length;
    const frame = sequence === next ? null : decodeFrame(bytes, offset, sequence);
    if (frame === null) return { frames, validBytes: offset, tornBytes: bytes.length - offset };
    frames.push({ ...frame, sequence });
    offset = frame.end;
  }
}
