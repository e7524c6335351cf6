import { describe, expect, it } from 'vitest';
import { cellMeans } from './cell-means';

/** A picture in which each pixel has its number as red, ten times that as green, and 7 as blue. */
function numbered(width: number, height: number) {
  const rgb = Buffer.from(Array.from({ length: width * height }, (_, k) => [k, 10 * k, 7]).flat());
  return { rgb, width, height };
}

describe('means of cells', () => {
  it('are of the pixels in each, three bytes a cell', () => {
    expect([...cellMeans(numbered(4, 2), 2, 1)]).toEqual([3, 25, 7, 5, 45, 7]);
  });

  it('take every pixel once where the sides do not divide', () => {
    const means = cellMeans(numbered(5, 1), 2, 1);
    expect([...means]).toEqual([1, 5, 7, 3, 30, 7]);
  });

  it('lend a pixel to several cells of a picture that is smaller than the grid', () => {
    expect([...cellMeans(numbered(1, 1), 2, 2)]).toEqual([0, 0, 7, 0, 0, 7, 0, 0, 7, 0, 0, 7]);
  });
});
