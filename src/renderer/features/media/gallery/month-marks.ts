/** Which months the gallery has, and where each begins: a pure function. */
import type { GallerySection } from '#contract/media/assets';

export interface MonthMark {
  /** The newest day of the month. */
  day: string;
  /** Index of its first section. */
  section: number;
  count: number;
  startsYear: boolean;
}

/** Beyond so many, only years are marked: the strip must fit the window. */
const mostMarks = 36;

export function monthMarks(sections: readonly GallerySection[]): MonthMark[] {
  const months: MonthMark[] = [];
  for (const [section, { day, count }] of sections.entries()) {
    const last = months.at(-1);
    if (last?.day.slice(0, 7) === day.slice(0, 7)) last.count += count;
    else months.push({ day, section, count, startsYear: last?.day.slice(0, 4) !== day.slice(0, 4) });
  }
  return months.length <= mostMarks ? months : months.filter(({ startsYear }) => startsYear);
}
