/** What people do to pictures before they send them on. */
import type { Sharp } from 'sharp';
import sharp from 'sharp';

const opened = (bytes: Uint8Array) => sharp(bytes);

/** Keeps the middle, `share` of the area, a little above. */
async function cropped(bytes: Uint8Array, share: number): Promise<Sharp> {
  const { width, height } = await opened(bytes).metadata();
  const scale = Math.sqrt(share);
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  return opened(bytes).extract({ left: (width - w) >> 1, top: (height - h) >> 2, width: w, height: h });
}

/** The edits that the near-duplicate figures are promised for. */
export const edits: Record<string, (bytes: Uint8Array) => Promise<Buffer>> = {
  'jpeg q30': (bytes) => opened(bytes).jpeg({ quality: 30 }).toBuffer(),
  scale: (bytes) => opened(bytes).resize(240, 240, { fit: 'inside' }).jpeg({ quality: 85 }).toBuffer(),
  'crop 85 %': async (bytes) => (await cropped(bytes, 0.85)).jpeg().toBuffer(),
  'crop 65 %': async (bytes) => (await cropped(bytes, 0.65)).jpeg().toBuffer(),
  brightness: (bytes) => opened(bytes).modulate({ brightness: 1.35 }).jpeg().toBuffer(),
  flip: (bytes) => opened(bytes).flop().jpeg().toBuffer(),
  grey: (bytes) => opened(bytes).greyscale().jpeg().toBuffer(),
};
