import { describe, expect, it } from 'vitest';
import { isDrag, momentAt, placeOf } from './drag-span';

const box = { left: 100, width: 200 };
const span = { from: 1_000_000, to: 1_060_000 };

describe('the span that a drag marks', () => {
  it('is the moment under the pointer, and the edge beyond the plot', () => {
    expect(momentAt(150, box, span)).toBe(1_015_000);
    expect(momentAt(20, box, span)).toBe(span.from);
    expect(momentAt(900, box, span)).toBe(span.to);
  });

  it('stays on the data while a live chart moves on', () => {
    const anchor = momentAt(200, box, span);
    const later = { from: span.from + 6000, to: span.to + 6000 };
    expect(placeOf(anchor, span)).toBeCloseTo(0.5);
    expect(placeOf(anchor, later)).toBeCloseTo(0.4);
    expect(placeOf(span.from, later)).toBe(0);
  });

  it('takes a drag to either side, and a shorter one for a click', () => {
    expect(isDrag(100, 106)).toBe(true);
    expect(isDrag(100, 94)).toBe(true);
    expect(isDrag(100, 105)).toBe(false);
  });
});
