/** A blurred picture out of the 25 bytes of a thumbhash, as an address for CSS. */
import { thumbHashToDataURL } from 'thumbhash';

const kept = new Map<string, string>();
const mostKept = 5000;

/** Null for a text that is no thumbhash. */
export function placeholderOf(thumbhash: string): string | null {
  const known = kept.get(thumbhash);
  if (known !== undefined) return known;
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
    if (bytes.length < 5) return null;
    if (kept.size >= mostKept) kept.clear();
    const url = thumbHashToDataURL(bytes);
    kept.set(thumbhash, url);
    return url;
  } catch {
    return null; // not base64
  }
}
