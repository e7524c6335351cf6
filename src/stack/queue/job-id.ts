/** The id of a piece of work: the same work always has the same id, so that it is never queued twice. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'; // RFC 4648 base32, lower case

function base32(bytes: Uint8Array, length: number): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31];
    }
  }
  return text;
}

/** 26 characters of base32 (130 bits); no ':' because BullMQ forbids it. */
export function jobIdOf(work: {
  engine: string;
  version: number;
  sha256: string;
  options: Record<string, unknown>;
}): string {
  const text = [work.engine, work.version, work.sha256, canonicalJson(work.options)].join('\n');
  return base32(createHash('sha256').update(text).digest(), 26);
}
