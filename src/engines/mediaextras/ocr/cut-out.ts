/** A line of text out of its picture: upright, at the height that the reading network was trained with. */
import type { SmallPicture } from '../../media/picture/small-picture';
import type { LineBox } from './line-boxes';

const heightPx = 48;
const mostWidthPx = 3200;

/** Three planes, blue first, -1..1. Between pixels it is interpolated; outside the picture its edge goes on. */
export function cutOut({ rgb, width, height }: SmallPicture, box: LineBox) {
  const outWidth = Math.min(
    mostWidthPx,
    Math.max(heightPx, Math.round((box.width / Math.max(1, box.height)) * heightPx)),
  );
  const pixels = outWidth * heightPx;
  const values = new Float32Array(3 * pixels);
  const { centre, along } = box;
  for (let row = 0; row < heightPx; row++) {
    const v = ((row + 0.5) / heightPx - 0.5) * box.height;
    for (let column = 0; column < outWidth; column++) {
      const u = ((column + 0.5) / outWidth - 0.5) * box.width;
      const x = clamped(centre.x + u * along.x - v * along.y - 0.5, width - 1);
      const y = clamped(centre.y + u * along.y + v * along.x - 0.5, height - 1);
      const [x0, y0] = [Math.floor(x), Math.floor(y)];
      const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
      const [fx, fy] = [x - x0, y - y0];
      for (let channel = 0; channel < 3; channel++) {
        const at = (px: number, py: number) => rgb[3 * (py * width + px) + 2 - channel] ?? 0;
        const upper = at(x0, y0) * (1 - fx) + at(x1, y0) * fx;
        const lower = at(x0, y1) * (1 - fx) + at(x1, y1) * fx;
        values[channel * pixels + row * outWidth + column] = (upper * (1 - fy) + lower * fy) / 127.5 - 1;
      }
    }
  }
  return { values, width: outWidth, height: heightPx };
}

function clamped(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
