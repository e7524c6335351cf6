/** What a small picture gives: the figures by which it is found again, and its previews. */
import { createHash } from 'node:crypto';
import { rgbaToThumbHash } from 'thumbhash';
import type { DerivedFile, Fingerprint } from '#contract/allocator';
import { cellMeans } from './cell-means';
import { perceptualHash } from './perceptual-hash';
import { sharpness } from './sharpness';
import type { SmallPicture } from './small-picture';
import { resized, sharpOf } from './small-picture';

export const thumbnailPx = 320;
const greyPx = 32;
const tensorPx = 224;
/** A thumbhash keeps seven waves a side; more pixels cost time and tell nothing. */
const hashPx = 32;

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
  const tensor = await resized(covers ? small : picture, { width: tensorPx, height: tensorPx, fit: 'cover' });
  const grey = greyOf(cellMeans(small, greyPx, greyPx));
  return {
    thumbhash: thumbHashOf(small),
    fingerprint: { phash: perceptualHash(grey, greyPx), grey: Buffer.from(grey).toString('base64') },
    sharpness: sharpness(greyOf(small.rgb), small.width, small.height),
    tensor: tensor.rgb,
    small,
  };
}

function thumbHashOf(small: SmallPicture): string {
  const { width, height } = fitting(small, hashPx);
  const opaque = withAlpha(cellMeans(small, width, height));
  return Buffer.from(rgbaToThumbHash(width, height, opaque)).toString('base64');
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

/** JPEG: WebP of the same cost would be larger, and tables made for the picture save 2 % of it. */
export async function encoded(
  picture: SmallPicture,
  name: 'thumbnail' | 'preview' | 'large',
): Promise<Preview> {
  const source = await sharpOf(picture);
  const quality = name === 'thumbnail' ? 75 : 80;
  const bytes = await source.jpeg({ quality, optimiseCoding: false }).toBuffer();
  const { width, height } = picture;
  return describedFile(bytes, { name, mediaType: 'image/jpeg', width, height });
}

/** A file that was made, with what a result says of it. */
export function describedFile(bytes: Buffer, facts: Omit<DerivedFile, 'sizeBytes' | 'sha256'>): Preview {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, facts: { ...facts, sizeBytes: bytes.length, sha256 } };
}

/** Luma of ITU-R BT.601, as in JPEG, of each three bytes. */
function greyOf(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3);
  for (let k = 0, at = 0; k < grey.length; k++, at += 3)
    grey[k] = (299 * (rgb[at] ?? 0) + 587 * (rgb[at + 1] ?? 0) + 114 * (rgb[at + 2] ?? 0) + 500) / 1000;
  return grey;
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4)
    rgba.set(rgb.subarray(from, from + 3), to);
  return rgba;
}
