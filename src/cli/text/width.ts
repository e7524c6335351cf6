/** Text as a terminal shows it: made harmless, measured, cut to size. */

/** Control characters and marks of direction: in a file name they could move the cursor or turn the name round. */
const control = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** East Asian wide forms and pictographs (Unicode Annex 11, coarsely). */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}$/u;

/** Safe to print: nothing in it acts on the terminal. */
export function printable(text: string): string {
  return text.replace(control, '\ufffd');
}

function columnsOf(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Columns the text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** At most `width` columns; what is cut off is shown by an ellipsis. */
export function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    const columns = columnsOf(character);
    if (used + columns > width - 1) break;
    kept += character;
    used += columns;
  }
  return `${kept}…`;
}
