/** Pictures in motion as an animated WebP: shown by an image element alone, in every shell, without a codec. */
import { loadSharp } from '../media/picture/load-sharp';
import { resized } from '../media/picture/small-picture';
import type { ClipFrame } from '../media/video/open-clip';

/** @param frames at least one; all as large as the first */
export async function encodedClip(frames: readonly ClipFrame[]): Promise<Buffer> {
  const sharp = await loadSharp();
  const { width = 1, height = 1 } = frames[0]?.picture ?? {};
  const pages: Buffer[] = [];
  for (const { picture } of frames) {
    const fits = picture.width === width && picture.height === height;
    pages.push(fits ? picture.rgb : (await resized(picture, { width, height, fit: 'fill' })).rgb);
  }
  const raw = { width, height: height * pages.length, channels: 3, pageHeight: height } as const;
  return sharp(Buffer.concat(pages), { raw })
    .webp({ quality: 50, effort: 0, loop: 0, delay: frames.map(({ lastsMs }) => lastsMs) })
    .toBuffer();
}
