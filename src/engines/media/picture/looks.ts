/** What a small picture gives: the figures by which it is found again, and its previews. */
import { createHash } from 'node:crypto';
import { rgbaToThumbHash } from 'thumbhash';
import type { DerivedFile, Fingerprint } from '#contract/allocator';
import { perceptualHash } from './perceptual-hash';
import { sharpness } from './sharpness';
import type { SmallPicture } from './small-picture';
import { resized, sharpOf } from './small-picture';

export const thumbnailPx = 320;
const greyPx = 32;
const tensorPx = 224;
/** Thumbhash takes no more than 100. */
const hashPx = 64;

export interface Preview {
  facts: DerivedFile;
  bytes: Buffer;
}

export interface Looks {
  thumbhash: string;
  fingerprint: Fingerprint;
  sharpness: number;
  /** 224 x 224 pixels of three bytes: what models see. */
  tensor: Uint8Array;
  /** As large as a thumbnail. */
  small: SmallPicture;
}

export async function lookAt(picture: SmallPicture): Promise<Looks> {
  const small = await resized(picture, { ...fitting(picture, thumbnailPx), fit: 'fill' });
  const covers = Math.min(small.width, small.height) >= tensorPx;
  const [tensor, square, tiny] = await Promise.all([
    resized(covers ? small : picture, { width: tensorPx, height: tensorPx, fit: 'cover' }),
    resized(small, { width: greyPx, height: greyPx, fit: 'fill' }),
    resized(small, { ...fitting(small, hashPx), fit: 'fill' }),
  ]);
  const grey = greyOf(square);
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(tiny.width, tiny.height, withAlpha(tiny))).toString('base64'),
    fingerprint: { phash: perceptualHash(grey, greyPx), grey: Buffer.from(grey).toString('base64') },
    sharpness: sharpness(greyOf(small), small.width, small.height),
    tensor: tensor.rgb,
    small,
  };
}

/** What is shown of a picture: in lists, and large. */
export async function previewsOf(picture: SmallPicture, { small }: Pick<Looks, 'small'>): Promise<Preview[]> {
  return Promise.all([encoded(small, 'thumbnail'), encoded(picture, 'preview')]);
}

/** The size at which the longer side has `mostPx`; smaller pictures stay as they are. */
export function fitting({ width, height }: { width: number; height: number }, mostPx: number) {
  const scale = Math.min(1, mostPx / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** WebP is the smaller one, JPEG the faster one; the effort of either is the least: tables made for the picture save 2 % of it. */
export async function encoded(
  picture: SmallPicture,
  name: 'thumbnail' | 'preview' | 'large',
): Promise<Preview> {
  const source = await sharpOf(picture);
  const bytes =
    name === 'thumbnail'
      ? await source.webp({ quality: 75, effort: 0 }).toBuffer()
      : await source.jpeg({ quality: 80, optimiseCoding: false }).toBuffer();
  const { width, height } = picture;
  const mediaType = name === 'thumbnail' ? 'image/webp' : 'image/jpeg';
  return describedFile(bytes, { name, mediaType, width, height });
}

/** A file that was made, with what a result says of it. */
export function describedFile(bytes: Buffer, facts: Omit<DerivedFile, 'sizeBytes' | 'sha256'>): Preview {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, facts: { ...facts, sizeBytes: bytes.length, sha256 } };
}

/** Luma of ITU-R BT.601, as in JPEG. */
function greyOf({ rgb, width, height }: SmallPicture): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let k = 0; k < grey.length; k++)
    grey[k] = Math.round(
      0.299 * (rgb[3 * k] ?? 0) + 0.587 * (rgb[3 * k + 1] ?? 0) + 0.114 * (rgb[3 * k + 2] ?? 0),
    );
  return grey;
}

function withAlpha({ rgb, width, height }: SmallPicture): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let k = 0; k < width * height; k++) rgba.set(rgb.subarray(3 * k, 3 * k + 3), 4 * k);
  return rgba;
}
