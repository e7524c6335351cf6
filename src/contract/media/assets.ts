/** The media library as console and clients see it: assets, their sections in the gallery, and one asset in full. */
import { z } from 'zod';
import { AllocatorOutput, AssetKind } from '../allocator';
import { ExtraPart } from '../media-extras';

/** Made from the sha256 of the content: the same bytes are the same asset, in every instance. */
/** Of assets, clusters and folders. */
export const MediaId = z.guid('this is no id; lists show them in full');
export const AssetId = MediaId.describe('Of an asset.');

/** Degrees; `west` greater than `east` means a box across the date line. */
export const GeoBox = z.object({
  west: z.number().min(-180).max(180),
  south: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
});
export type GeoBox = z.infer<typeof GeoBox>;

const Day = z.iso.date();

export const AssetFilter = z.strictObject({
  kind: AssetKind.optional(),
  /** Days on the clock of the camera, both included. */
  from: Day.optional(),
  to: Day.optional(),
  camera: z.string().min(1).max(200).optional(),
  box: GeoBox.optional(),
  clusterId: MediaId.optional(),
  /** True: only what was put away as the lesser of two; by default only what was not. */
  hidden: z.boolean().optional(),
});
export type AssetFilter = z.infer<typeof AssetFilter>;

/** What a tile of the gallery needs. */
export const AssetTile = z.object({
  id: z.string(),
  kind: AssetKind,
  fileName: z.string(),
  /** Pixels, as it is shown. */
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().nullable(),
  /** ms since the epoch; see `takenSource`. */
  takenAt: z.number(),
  /** Base64: drawn until the thumbnail is here. */
  thumbhash: z.string(),
  hidden: z.boolean(),
  /** Whether a moving clip of a video is there. */
  hasClip: z.boolean(),
});
export type AssetTile = z.infer<typeof AssetTile>;

/** A part of the gallery: at most `sectionSize` assets of one day, newest first. */
export const sectionSize = 200;
export const GallerySection = z.object({
  day: Day,
  /** Counts from 0 within the day. */
  part: z.number().int(),
  count: z.number().int(),
  /** Sum of width over height of its assets: how high it will be is known before they are read. */
  ratioSum: z.number(),
});
export type GallerySection = z.infer<typeof GallerySection>;

export const Gallery = z.object({ total: z.number().int(), sections: z.array(GallerySection) });
export type Gallery = z.infer<typeof Gallery>;

export const SectionQuery = z.object({ filter: AssetFilter, day: Day, part: z.number().int().min(0) });
export type SectionQuery = z.infer<typeof SectionQuery>;

/** Assets with a place, newest first; packed, as there may be very many. */
export const AssetPlaces = z.object({
  /** Base64: sixteen bytes of each id. */
  ids: z.base64(),
  /** Base64: longitude and latitude of each, degrees as big-endian float32, which is good to two metres. */
  at: z.base64(),
});
export type AssetPlaces = z.infer<typeof AssetPlaces>;
export const mostPlaces = 100_000;

export const CameraCount = z.object({ camera: z.string(), count: z.number().int() });
export const LibraryFacts = z.object({
  assets: z.number().int(),
  images: z.number().int(),
  videos: z.number().int(),
  hidden: z.number().int(),
  withPlace: z.number().int(),
  bytes: z.number(),
  /** Most used first. */
  cameras: z.array(CameraCount),
  firstDay: Day.nullable(),
  lastDay: Day.nullable(),
  /** Pairs that wait for somebody's eye. */
  openPairs: z.number().int(),
});
export type LibraryFacts = z.infer<typeof LibraryFacts>;

export const TextSource = z.enum([
  'name',
  'title',
  'description',
  'keyword',
  'creator',
  'copyright',
  'ocr',
  'caption',
  'place',
  'camera',
]);
export type TextSource = z.infer<typeof TextSource>;

export const Neighbour = AssetTile.extend({
  /** Cosine, -1..1. */
  score: z.number(),
  /** Share of unrelated pairs that are less alike, 0..1. */
  share: z.number(),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** Where an asset lies and why. */
export const Allocation = z.object({
  clusterId: z.string(),
  clusterName: z.string().nullable(),
  clusterSize: z.number().int(),
  /** Whether the operator made it the cluster's cover. */
  isCover: z.boolean(),
  /** Cosine to the centre of the cluster when it joined. */
  score: z.number(),
  threshold: z.number(),
  byHand: z.boolean(),
  joinedAt: z.number(),
});
export type Allocation = z.infer<typeof Allocation>;

/** Something made of an asset after it was in the library. */
export const AssetExtra = z.object({
  part: ExtraPart,
  /** Null until it is asked for: while other work waits. */
  jobId: z.string().nullable(),
  made: z.boolean(),
  /** False also where none is needed: the preview shows all there is. */
  hasFile: z.boolean(),
  failed: z.boolean(),
});
export type AssetExtra = z.infer<typeof AssetExtra>;

export const AssetDetail = AssetTile.extend({
  sha256: z.string(),
  jobId: z.string(),
  sizeBytes: z.number(),
  mime: z.string(),
  takenSource: z.enum(['exif', 'xmp', 'container', 'name', 'import']),
  day: Day,
  importedAt: z.number(),
  camera: z.string().nullable(),
  place: z.string().nullable(),
  /** What the engine found, without vectors. */
  facts: AllocatorOutput.omit({ embeddings: true }),
  texts: z.array(z.object({ source: TextSource, text: z.string() })),
  models: z.array(z.string()),
  allocation: Allocation.nullable(),
  extras: z.array(AssetExtra),
  /** Every name under which this very content was given. */
  names: z.array(z.string()),
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
});
export type AssetDetail = z.infer<typeof AssetDetail>;
