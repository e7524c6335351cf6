/** How a record lies in a segment: length, checksum, kind, payload. Nothing here touches a file. */
import { crc32 } from 'node:zlib';

/** u32 length of the payload, u32 crc32 over sequence number, kind and payload, u8 kind. Little endian. */
export const frameHeaderBytes = 9;
/** A longer length is taken for garbage. */
const mostPayloadBytes = 64 * 1024 * 1024;

export const frameKinds = { record: 1, checkpoint: 2 } as const;

export interface Frame {
  kind: number;
  payload: Uint8Array;
  /** Where the next frame begins. */
  end: number;
}

/** @throws RangeError when the payload is over 64 MiB */
export function encodeFrame(sequence: number, kind: number, payload: Uint8Array): Buffer {
  if (payload.length > mostPayloadBytes)
    throw new RangeError(`a journal record of ${payload.length} bytes is too long`);
  const frame = Buffer.allocUnsafe(frameHeaderBytes + payload.length);
  frame.writeUInt32LE(payload.length, 0);
  frame.writeUInt32LE(checksum(sequence, kind, payload), 4);
  frame.writeUInt8(kind, 8);
  frame.set(payload, frameHeaderBytes);
  return frame;
}

/**
 * The frame at `offset`, or null when what is there is not the whole frame of that sequence number: the end, a torn
 * write, zeros that a file system left after a power cut, or damage.
 */
export function decodeFrame(segment: Buffer, offset: number, sequence: number): Frame | null {
  if (offset + frameHeaderBytes > segment.length) return null;
  const length = segment.readUInt32LE(offset);
  const begin = offset + frameHeaderBytes;
  if (length > mostPayloadBytes || begin + length > segment.length) return null;
  const kind = segment.readUInt8(offset + 8);
  const payload = segment.subarray(begin, begin + length);
  if (segment.readUInt32LE(offset + 4) !== checksum(sequence, kind, payload)) return null;
  return { kind, payload, end: begin + length };
}

/** The number is part of it, so that a frame in the wrong place is not taken for the right one. */
function checksum(sequence: number, kind: number, payload: Uint8Array): number {
  const place = Buffer.allocUnsafe(9);
  place.writeDoubleLE(sequence, 0);
  place.writeUInt8(kind, 8);
  return crc32(payload, crc32(place));
}
