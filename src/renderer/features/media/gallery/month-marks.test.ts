import { describe, expect, it } from 'vitest';
import { monthMarks } from './month-marks';

const section = (day: string, count = 3) => ({ day, part: 0, count, ratioSum: 4 });

describe('monthMarks', () => {
  it('gathers the days of a month and says where a year begins', () => {
    const marks = monthMarks([
      section('2026-05-09'),
      section('2026-05-01'),
      section('2026-04-01'),
      section('2025-12-31'),
    ]);
    expect(marks).toEqual([
      { day: '2026-05-09', section: 0, count: 6, startsYear: true },
      { day: '2026-04-01', section: 2, count: 3, startsYear: false },
      { day: '2025-12-31', section: 3, count: 3, startsYear: true },
    ]);
  });

  it('keeps to years when there are many', () => {
    const months = Array.from({ length: 60 }, (_none, k) =>
      section(`${2026 - Math.floor(k / 12)}-${String(12 - (k % 12)).padStart(2, '0')}-01`),
    );
    expect(monthMarks(months).map(({ day }) => day.slice(0, 4))).toEqual([
      '2026',
      '2025',
      '2024',
      '2023',
      '2022',
    ]);
  });
});
