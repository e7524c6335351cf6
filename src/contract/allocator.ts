/**
 * What the engine allocator takes and gives: what a picture or a video is, when and where it was taken, what finds it
 * again (text, fingerprints, embeddings), and how assets lie together (clusters, near-duplicates).
 *
 * Previews leave the engine as **derived files**, not in the result: the thread writes them to `ctx.derived`
 * (`<dataDir>/derived/ab/<sha256>/<engine>.<version>.<name>`), and the result lists them in `previews`. They are a cache:
 * whoever finds one missing, or of another hash than the result says, asks the engine's view of the same name
 * (`thumbnail`, `preview`), which makes it again from the blob. So the gateway stays the only writer of blobs.
 */
import { z } from 'zod';
import { Latitude, Longitude } from './geolookup';

/** The built-in visual model: MobileNetV2-1.4 features, z-normed, projected to 512. */
export const builtInModel = 'mnv2-140-v2';

/** Whether a release before this one had it built in: its weights left with that release. */
export const isRetiredBuiltIn = (model: string): boolean =>
  /^mnv2-140-v\d+$/.test(model) && model !== builtInModel;

/** Names a model and its precision; vectors of two names are never compared. */
export const ModelId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/)
  .describe('Embedding model that the vectors are of.');
export type ModelId = z.output<typeof ModelId>;

export const embeddingDims = 512;

export const AllocatorOptions = z
  .strictObject({
    model: ModelId.default(builtInModel).describe('Embedding model; set by the instance.'),
    maxMegapixels: z
      .number()
      .min(1)
      .max(268)
      .default(100)
      .describe('Pictures with more are not decoded (megapixels).'),
  })
  .describe('How media files are read.');
export type AllocatorOptions = z.output<typeof AllocatorOptions>;

export const AssetKind = z.enum(['image', 'video']);
export type AssetKind = z.output<typeof AssetKind>;

export const Gps = z.object({
  /** WGS84 degrees; metres above sea level, negative below; degrees clockwise from true north. */
  lat: Latitude,
  lon: Longitude,
  altM: z.number().nullable(),
  directionDeg: z.number().nullable(),
});
export type Gps = z.output<typeof Gps>;

export const Camera = z.object({
  make: z.string().nullable(),
  model: z.string().nullable(),
  lens: z.string().nullable(),
  iso: z.number().nullable(),
  fNumber: z.number().nullable(),
  exposureS: z.number().nullable(),
  focalMm: z.number().nullable(),
});
export type Camera = z.output<typeof Camera>;

export const CaptureTime = z.object({
  /** ms since the epoch; with `offsetMin` null the camera's clock is taken as UTC. */
  atMs: z.number(),
  /** The camera's clock: `yyyy-mm-ddThh:mm:ss`. */
  local: z.string(),
  /** Minutes ahead of UTC; null when the file does not say. */
  offsetMin: z.number().nullable(),
  source: z.enum(['exif', 'xmp', 'container', 'name']),
});
export type CaptureTime = z.output<typeof CaptureTime>;

/** Text that came with the file. */
export const AssetText = z.object({
  source: z.enum(['title', 'description', 'keyword', 'creator', 'copyright', 'ocr']),
  text: z.string(),
});
export type AssetText = z.output<typeof AssetText>;

export const DerivedFile = z.object({
  name: z.string(),
  mediaType: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  sizeBytes: z.number().int(),
  sha256: z.string().length(64),
});
export type DerivedFile = z.output<typeof DerivedFile>;

/** What tells copies of a picture apart from others, without a model. */
export const Fingerprint = z.object({
  /** 64 bits of the discrete cosine transform, 16 hex digits; a copy differs in at most 8. */
  phash: z.string().length(16),
  /** Base64 of 32 x 32 grey levels, rows first: the structural similarity of two assets is made of these. */
  grey: z.string(),
});
export type Fingerprint = z.output<typeof Fingerprint>;

export const Embedding = z.object({
  /** 0 for an image; for a video the time of the frame. */
  frameMs: z.number().int(),
  model: ModelId,
  dims: z.literal(embeddingDims),
  /** Of length 1; base64 of `dims` little-endian float32. `unpackVector` reads it. */
  vector: z.string(),
});
export type Embedding = z.output<typeof Embedding>;

export const VideoFacts = z.object({
  durationS: z.number(),
  /** Null when the container does not say. */
  frameRate: z.number().nullable(),
  videoCodec: z.string().nullable(),
  audioCodec: z.string().nullable(),
  container: z.string(),
  /** The frames that were looked at; the poster is the first of the best. */
  frames: z.array(z.object({ atMs: z.number().int(), phash: z.string().length(16) })),
});
export type VideoFacts = z.output<typeof VideoFacts>;

export const AllocatorOutput = z.object({
  kind: AssetKind,
  sha256: z.string().length(64),
  sizeBytes: z.number().int(),
  /** By content, whatever the file's name. */
  mediaType: z.string(),
  /** As it is shown: after the orientation was applied. Pixels. */
  width: z.number().int(),
  height: z.number().int(),
  /** EXIF: 1..8. */
  orientation: z.number().int(),
  /** Pages or frames of a picture file; 1 for a still. */
  pages: z.number().int(),
  captured: CaptureTime.nullable(),
  gps: Gps.nullable(),
  camera: Camera.nullable(),
  video: VideoFacts.nullable(),
  /** Base64, some 25 bytes: what is shown while the thumbnail loads. */
  thumbhash: z.string(),
  fingerprint: Fingerprint,
  /** Variance of the Laplacian of the small picture: higher is sharper; only to rank copies of one picture. */
  sharpness: z.number(),
  previews: z.array(DerivedFile),
  embeddings: z.array(Embedding),
  texts: z.array(AssetText),
  /** Sentences on what was left out, such as an oversized EXIF block. */
  notes: z.array(z.string()),
});
export type AllocatorOutput = z.output<typeof AllocatorOutput>;

/** How two assets are near-duplicates, strongest first. */
export const relationKinds = ['exact', 'copy', 'edit', 'raw-pair', 'burst'] as const;
export const RelationKind = z.enum(relationKinds);
export type RelationKind = z.output<typeof RelationKind>;

export const Judgement = z.object({
  kind: RelationKind,
  /** 0..1, comparable within a kind. */
  score: z.number(),
  /** One sentence for the operator: what was measured. */
  why: z.string(),
});
export type Judgement = z.output<typeof Judgement>;

/** What is known of a model: thresholds of its space, and how similar two unrelated pictures are. */
export const ModelFacts = z.object({
  id: ModelId,
  title: z.string(),
  dims: z.literal(embeddingDims),
  /** Whether text can be turned into vectors of this model. */
  text: z.boolean(),
  /** Cosine at which a search result is worth showing, and at which an edit of a picture is looked for. */
  cutOff: z.number(),
  nearDuplicate: z.number(),
  /** Cosines of random pairs: mean and standard deviation. */
  randomMean: z.number(),
  randomDeviation: z.number(),
});
export type ModelFacts = z.output<typeof ModelFacts>;

export const ActiveModel = z.object({
  active: ModelFacts,
  /** What EMBEDDING_MODEL asks for; null when nothing. */
  wanted: z.string().nullable(),
  /** One sentence when the wanted model is not the active one, and what to do; else null. */
  problem: z.string().nullable(),
  /** Where a folder of weights is looked for. */
  folder: z.string(),
});
export type ActiveModel = z.output<typeof ActiveModel>;

// Queries of the engine.

export const EmbedImageInput = z.strictObject({
  image: z.base64().max(140_000_000).describe('The picture file, base64.'),
  model: ModelId.default(builtInModel),
});
export type EmbedImageInput = z.output<typeof EmbedImageInput>;

export const EmbedTextInput = z.strictObject({
  text: z.string().trim().min(1).max(500),
  model: ModelId.default(builtInModel),
});
export type EmbedTextInput = z.output<typeof EmbedTextInput>;

export const Embedded = z.object({
  /** As in `Embedding`. */
  vector: z.string(),
  /** Of a picture; null for words. */
  phash: z.string().nullable(),
});
export type Embedded = z.output<typeof Embedded>;
