/** The beginning of a file as something to read: text where it is text, else its bytes. */
import type { InputPreview } from '#contract/dead-letters';

export const previewBytes = 4096;
const bytesInLine = 16;

/** A pure function of the file's first bytes. */
export function previewOf(head: Uint8Array, sizeBytes: number): InputPreview {
  const shown = head.subarray(0, previewBytes);
  const text = readable(shown);
  const base = { sizeBytes, shownBytes: shown.length };
  return text === null ? { ...base, kind: 'hex', text: hexDump(shown) } : { ...base, kind: 'text', text };
}

/** Null when it is not text. The cut may go through a character, so the last few bytes do not decide. */
function readable(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let cut = 0; cut < 4 && cut <= bytes.length; cut++) {
    try {
      return isPrintable(decoder.decode(bytes.subarray(0, bytes.length - cut)));
    } catch {
      // Not UTF-8 up to here.
    }
  }
  return isPrintable(new TextDecoder('windows-1252').decode(bytes));
}

/** Tabs, line ends and a few stray control characters are no harm. */
function isPrintable(text: string): string | null {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const odd = text.match(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g)?.length ?? 0;
  return odd <= text.length / 100 ? text : null;
}

/** Offset, sixteen bytes, and what of them can be printed. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; from += bytesInLine) {
    const line = bytes.subarray(from, from + bytesInLine);
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0'));
    const shown = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
    lines.push(
      `${from.toString(16).padStart(8, '0')}  ${hex.join(' ').padEnd(bytesInLine * 3)} ${shown.join('')}`,
    );
  }
  return lines.join('\n');
}
