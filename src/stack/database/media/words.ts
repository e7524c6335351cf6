/** Text cut into words, for the index and for what is asked. */

const separators = /[^\p{L}\p{N}]+/gu;
const mostWords = 12;

/** File names glue words together: `IMG2041_blueHarbour.jpg` is also found by 2041, blue and harbour. */
export function wordsOf(text: string): string {
  const whole = text.replaceAll(separators, ' ').trim();
  const cut = whole
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\p{N})/gu, '$1 $2')
    .replaceAll(/(\p{N})(\p{L})/gu, '$1 $2');
  return cut === whole ? whole : `${whole} ${cut}`;
}

/** Lower case, without repetition. */
export function askedWords(text: string): string[] {
  const words = text.toLowerCase().replaceAll(separators, ' ').trim().split(' ');
  return [...new Set(words.filter((word) => word !== ''))].slice(0, mostWords);
}

/** Every word must be there; each may be the beginning of one. Letters and digits only, so nothing needs quoting. */
export function tsQueryText(words: readonly string[]): string {
  return words.map((word) => `${word}:*`).join(' & ');
}

/** A stretch of the text around the first word found, found words between \u0001 and \u0002; null when there is none. */
export function excerptOf(text: string, words: readonly string[], around = 60): string | null {
  const pattern = new RegExp(
    `(?:${words.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).join('|')})`,
    'giu',
  );
  const first = text.search(pattern);
  if (words.length === 0 || first < 0) return null;
  const from = Math.max(0, first - around);
  const to = Math.min(text.length, first + 2 * around);
  const marked = text.slice(from, to).replaceAll(pattern, (found) => `\u0001${found}\u0002`);
  return `${from > 0 ? '…' : ''}${marked}${to < text.length ? '…' : ''}`;
}
