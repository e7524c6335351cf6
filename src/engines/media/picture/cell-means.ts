/** Pictures of a few pixels, from one that is small already: for these sharp's way in and out costs more than the work. */
import type { SmallPicture } from './small-picture';

/**
 * Lays a grid over the picture and takes the mean colour of each cell. Every pixel is in one cell; a picture with fewer
 * pixels than cells lends the same pixel to several.
 * @returns three bytes a cell, rows first
 */
export function cellMeans({ rgb, width, height }: SmallPicture, columns: number, rows: number): Uint8Array {
  const means = new Uint8Array(columns * rows * 3);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = bounds(row, rows, height);
    for (let column = 0; column < columns; column++) {
      const [left, right] = bounds(column, columns, width);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let y = top; y < bottom; y++)
        for (let at = 3 * (y * width + left), end = 3 * (y * width + right); at < end; at += 3) {
          red += rgb[at] ?? 0;
          green += rgb[at + 1] ?? 0;
          blue += rgb[at + 2] ?? 0;
        }
      const pixels = (bottom - top) * (right - left);
      means.set(
        [red, green, blue].map((sum) => Math.round(sum / pixels)),
        3 * (row * columns + column),
      );
    }
  }
  return means;
}

/** Where a cell begins and ends; it has one pixel at least. */
function bounds(cell: number, cells: number, pixels: number): [number, number] {
  const from = Math.floor((cell * pixels) / cells);
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * pixels) / cells))];
}
