/** Captions and keywords of press agencies and older programs: records 2:x of IPTC-IIM, in Photoshop's resource block or bare. */
import type { AssetText } from '#contract/allocator';
import { shortText } from './short-text';

const sources: Record<number, AssetText['source']> = {
  5: 'title',
  25: 'keyword',
  80: 'creator',
  116: 'copyright',
  120: 'description',
};
const mostTexts = 100;

export function readIptc(block: Uint8Array): AssetText[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const texts: AssetText[] = [];
  let at = bytes.indexOf(Buffer.from([0x1c, 0x02]));
  while (at >= 0 && at + 5 <= bytes.length && bytes[at] === 0x1c && texts.length < mostTexts) {
    const length = bytes.readUInt16BE(at + 3);
    const source = bytes[at + 1] === 2 ? sources[bytes[at + 2] ?? 0] : undefined;
    const text = source ? shortText(decode(bytes.subarray(at + 5, at + 5 + length))) : null;
    if (source && text) texts.push({ source, text });
    at += 5 + length;
  }
  return texts;
}

/** UTF-8 where it is valid, as nearly everybody writes it now; else Latin-1. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
