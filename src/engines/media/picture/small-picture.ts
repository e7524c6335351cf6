/** The one decode of a picture: upright, in sRGB, on white, no larger than its preview. Everything else is made of it. */
import type { Sharp } from './load-sharp';
import { loadSharp } from './load-sharp';

/**
 * A fifth of the side of a 12 MP picture (4000 x 3000): from a fifth on, sharp lets the JPEG decoder itself give a quarter
 * (below it, only half), which is two thirds of the decode's cost. What is larger is made later (mediaextras).
 */
export const previewPx = 800;

export interface SmallPicture {
  /** Three bytes a pixel, rows first. */
  rgb: Buffer;
  width: number;
  height: number;
}

/** @param how `mostPx`: the longer side has no more; as large as a preview unless it says so */
export async function shrink(
  picture: Sharp,
  { hasAlpha, mostPx = previewPx }: { hasAlpha: boolean; mostPx?: number | undefined },
): Promise<SmallPicture> {
  const shrunk = picture.resize(mostPx, mostPx, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await (hasAlpha ? shrunk.flatten({ background: '#fff' }) : shrunk)
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { rgb: channels === 3 ? data : asRgb(data, width * height, channels), width, height };
}

/** A grey picture has one channel, whatever the colour space was said to be; alpha that is left has nothing under it. */
function asRgb(data: Buffer, pixels: number, channels: number): Buffer {
  const rgb = Buffer.alloc(pixels * 3);
  for (let k = 0; k < pixels; k++)
    for (let colour = 0; colour < 3; colour++)
      rgb[3 * k + colour] = data[k * channels + (channels < 3 ? 0 : colour)] ?? 0;
  return rgb;
}

/** The picture again as the input of another step. */
export async function sharpOf({ rgb, width, height }: SmallPicture): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** Raw bytes of three channels at another size. */
export async function resized(
  picture: SmallPicture,
  size: { width: number; height: number; fit: 'inside' | 'cover' | 'fill' },
): Promise<SmallPicture> {
  const { data, info } = await (
    await sharpOf(picture)
  )
    .resize(size.width, size.height, { fit: size.fit })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height };
}
