/** Whether two assets are near-duplicates, and how one can tell: a pure function of what is known of both. */
import type { Judgement } from '#contract/allocator';
import { hashDistance } from '../../media/picture/perceptual-hash';
import type { AssetFacts } from './duplicate-source';
import { similarity } from './structural-similarity';

/** Of 64 bits: none of 19,800 pairs of different pictures differs in fewer, 98 % of recompressed ones do not in more. */
export const copyBits = 8;
/** Structural similarity that an embedding's word is checked by, unless the vectors are nearly one. */
const leastSimilarity = 0.35;
const surelyCosine = 0.97;
const rawPairMs = 2_000;
const burstMs = 1_000;

export interface Likeness {
  /** Cosine of the assets' vectors; null when it is not known. */
  cosine: number | null;
  /** From which cosine on an edit of a picture is thought of, in the space of their model. */
  nearDuplicate: number;
}

/** The strongest relation of two assets, or null. */
export function judge(a: AssetFacts, b: AssetFacts, likeness: Likeness): Judgement | null {
  if (a.sha256 === b.sha256) return { kind: 'exact', score: 1, why: 'Both files have the same content.' };
  return ofPair(a, b) ?? ofCopy(a, b) ?? ofBurst(a, b, likeness) ?? ofEdit(a, b, likeness);
}

const isRaw = ({ mediaType }: AssetFacts) => mediaType === 'image/x-raw' || mediaType === 'image/x-canon-cr3';
const stem = ({ fileName }: AssetFacts) => fileName.replace(/\.[^.]+$/, '').toLowerCase();

function apartMs(a: AssetFacts, b: AssetFacts): number | null {
  // A time that was read from a name or a container says little about what the camera did.
  if (a.captured?.source !== 'exif' || b.captured?.source !== 'exif') return null;
  return Math.abs(a.captured.atMs - b.captured.atMs);
}

function ofPair(a: AssetFacts, b: AssetFacts): Judgement | null {
  if (isRaw(a) === isRaw(b) || stem(a) !== stem(b)) return null;
  const ms = apartMs(a, b);
  if (ms === null || ms > rawPairMs) return null;
  return {
    kind: 'raw-pair',
    score: 1,
    why: 'A raw picture and its JPEG: same name, taken at the same time.',
  };
}

function ofCopy(a: AssetFacts, b: AssetFacts): Judgement | null {
  if (a.kind !== b.kind) return null;
  const bits = hashDistance(a.fingerprint.phash, b.fingerprint.phash);
  const ssim = similarity(a.fingerprint.grey, b.fingerprint.grey);
  // A picture of nearly one colour has no frequencies to compare: its hash says nothing.
  if (bits > copyBits || ssim < leastSimilarity) return null;
  return {
    kind: 'copy',
    score: 1 - bits / 64,
    why: `Saved again or scaled: their perceptual hashes differ in ${bits} of 64 bits.`,
  };
}

function ofBurst(a: AssetFacts, b: AssetFacts, { cosine, nearDuplicate }: Likeness): Judgement | null {
  const ms = apartMs(a, b);
  const sameCamera =
    a.camera?.model !== undefined && a.camera?.model !== null && a.camera.model === b.camera?.model;
  if (ms === null || ms > burstMs || !sameCamera || cosine === null || cosine < nearDuplicate) return null;
  return {
    kind: 'burst',
    score: cosine,
    why: `Taken by one camera ${ms < 100 ? 'at the same moment' : `within ${(ms / 1000).toFixed(1)} s`}, and alike (${cosine.toFixed(2)}).`,
  };
}

function ofEdit(a: AssetFacts, b: AssetFacts, { cosine, nearDuplicate }: Likeness): Judgement | null {
  if (a.kind !== b.kind || cosine === null || cosine < nearDuplicate) return null;
  const straight = similarity(a.fingerprint.grey, b.fingerprint.grey);
  const mirrored = similarity(a.fingerprint.grey, b.fingerprint.grey, { mirrored: true });
  const ssim = Math.max(straight, mirrored);
  const surely = cosine >= surelyCosine;
  if (!surely && ssim < leastSimilarity * (1 - (cosine - nearDuplicate) / (1 - nearDuplicate))) return null;
  return {
    kind: 'edit',
    score: cosine,
    why: `Looks like ${mirrored > straight ? 'a mirrored edit' : 'an edit'} of the same picture: likeness ${cosine.toFixed(2)}, structure ${ssim.toFixed(2)}.`,
  };
}
