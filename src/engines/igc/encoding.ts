/** Bytes to text for the few lines that are text; fixes are never decoded. */

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** UTF-8 when it is valid UTF-8, else windows-1252, which cannot fail. Control characters are dropped. */
export function decodeText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = windows1252.decode(bytes); // what older recorders and Windows programs write
  }
  // eslint-disable-next-line no-control-regex -- recorders pad headers with control characters
  return text.replace(/[\u0000-\u001f\u007f\ufeff]+/g, ' ').trim();
}

export type ByteOrder = 'utf-16le' | 'utf-16be';

/** Text editors save IGC files as UTF-16: told by the byte order mark, or by zeros in every other byte. */
export function detectUtf16(bytes: Uint8Array): ByteOrder | null {
  if (bytes.length < 4) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const isLetter = (byte: number | undefined) => byte !== undefined && byte >= 0x20 && byte < 0x7f;
  if (isLetter(bytes[0]) && bytes[1] === 0 && isLetter(bytes[2]) && bytes[3] === 0) return 'utf-16le';
  if (bytes[0] === 0 && isLetter(bytes[1]) && bytes[2] === 0 && isLetter(bytes[3])) return 'utf-16be';
  return null;
}

/** The same text as UTF-8 bytes. */
export function utf16ToUtf8(bytes: Uint8Array, order: ByteOrder): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(order).decode(bytes));
}

/** Where the text begins: after a UTF-8 byte order mark. */
export function textStart(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
