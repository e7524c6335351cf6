/** Text from a file: without control characters and zeros at its end, and never long. */

const mostCharacters = 2000;
// eslint-disable-next-line no-control-regex -- they are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]+/g;

/** @returns null when nothing is left */
export function shortText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value
    .slice(0, mostCharacters * 2)
    .replace(controls, ' ')
    .trim()
    .slice(0, mostCharacters);
  return text === '' ? null : text;
}
