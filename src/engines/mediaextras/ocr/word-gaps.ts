/**
 * Where words end in a line of text. The network was trained on Chinese as well, which has no spaces, and leaves out most of
 * ours; so they are looked for in the picture: stretches without ink that are wider than those between letters.
 */

/** Of the height of the line: the narrowest gap between words, and how much wider it is than the widest between letters. */
const leastGap = 0.2;
const leastJump = 0.06;
/** Of the line's own contrast: a column with less has no ink. */
const leastInk = 0.3;

/** @param values three planes of `width` x `height`; @returns the middles of the gaps, in columns */
export function wordGaps(values: Float32Array, width: number, height: number): number[] {
  const ranges = columnRanges(values, width, height);
  const ink = Math.max(...ranges) * leastInk;
  const gaps: { from: number; to: number }[] = [];
  let from = -1;
  for (const [x, range] of ranges.entries()) {
    if (range >= ink) {
      if (from > 0) gaps.push({ from, to: x });
      from = -1;
    } else if (from < 0) from = x;
  }
  const least = leastWordGap(
    gaps.map((gap) => gap.to - gap.from),
    height,
  );
  return gaps.filter((gap) => gap.to - gap.from >= least).map((gap) => (gap.from + gap.to) / 2);
}

/** Gaps of letters and gaps of words are two groups: where the widths, in order, jump furthest, the second one begins. */
function leastWordGap(widths: readonly number[], height: number): number {
  const sorted = [...widths].sort((a, b) => a - b);
  let [least, jump] = [leastGap * height, leastJump * height];
  for (const [k, wide] of sorted.entries()) {
    const before = sorted[k - 1] ?? 0;
    if (wide < leastGap * height || wide - before < jump) continue;
    [least, jump] = [wide, wide - before];
  }
  return least;
}

/** How far apart the darkest and the brightest pixel of each column are; the edges of the line are left out. */
function columnRanges(values: Float32Array, width: number, height: number): number[] {
  const pixels = width * height;
  const margin = Math.round(height * 0.12);
  return Array.from({ length: width }, (_, x) => {
    let [low, high] = [Infinity, -Infinity];
    for (let y = margin; y < height - margin; y++) {
      const at = y * width + x;
      const grey = (values[at] ?? 0) + (values[pixels + at] ?? 0) + (values[2 * pixels + at] ?? 0);
      low = Math.min(low, grey);
      high = Math.max(high, grey);
    }
    return high - low;
  });
}

/** Puts a space into each gap that lies between two characters and holds none yet. */
export function spaced(characters: readonly { text: string; x: number }[], gaps: readonly number[]): string {
  return characters
    .map(({ text, x }, k) => {
      const before = characters[k - 1];
      const isApart = before !== undefined && gaps.some((gap) => gap > before.x && gap < x);
      return isApart && before.text !== ' ' && !/^[\s.,:;!?)\]%]/.test(text) ? ` ${text}` : text;
    })
    .join('')
    .trim();
}
