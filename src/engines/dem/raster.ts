/** What is known about a raster of heights before it is read: where its samples lie, and in which file. */
import { z } from 'zod';
import { GeoBox, TerrainKind } from '#contract/dem';

/** Metres. `VOID_M` marks a sample without height, in both kinds of arrays. */
export type Samples = Int16Array | Float32Array;
export const VOID_M = -32768;

/** From the deepest sea floor to Everest, with some room: all else is a void that was not declared. */
export const LOWEST_M = -11_500;
export const HIGHEST_M = 9_000;
/** Declared nowhere, but meant by many. */
const CUSTOMARY_VOID_M = -9999;

/** A height as it is kept: not a number, implausible and customary voids become `VOID_M`. */
export function heightOrVoid(value: number): number {
  return value > LOWEST_M && value < HIGHEST_M && value !== CUSTOMARY_VOID_M ? value : VOID_M;
}

/** Sample (column, row) lies at x0 + column·dx, y0 + row·dy, in units of the coordinate system. */
export const Lattice = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  x0: z.number(),
  y0: z.number(),
  dx: z.number(),
  dy: z.number(),
});
export type Lattice = z.output<typeof Lattice>;

/** How far beyond its outer samples a raster speaks for the ground, in samples. */
export const Margin = z.object({ west: z.number(), north: z.number(), east: z.number(), south: z.number() });
export type Margin = z.output<typeof Margin>;

export const RasterEntry = z.object({
  /** Absolute path of the file; of the folder above the zoom levels for `tiles`. */
  path: z.string(),
  /** Name inside an archive. */
  member: z.string().nullable(),
  /** Zoom level of a pyramid. */
  level: z.number().int().nullable(),
  /** What names of tiles end with, in folders of tiles. */
  tileSuffix: z.string().nullable(),
  /** What the operator knows it by: the path inside the folder, with member or level. */
  name: z.string(),
  /** Index in the list of folders. */
  folder: z.number().int(),
  kind: TerrainKind,
  bytes: z.number(),
  /** Of the file, or the newest folder; with `bytes` it tells whether the file was replaced. */
  changedMs: z.number(),
  /** 'geographic' (degrees), 'mercator' (EPSG:3857), or a proj4 definition. */
  crs: z.string(),
  lattice: Lattice,
  margin: Margin,
  /** Samples that are read together; the last ones of a row or column may be smaller. */
  block: z.object({ width: z.number().int().positive(), height: z.number().int().positive() }),
  resolutionM: z.number(),
  box: GeoBox,
});
export type RasterEntry = z.output<typeof RasterEntry>;

export interface Block {
  values: Samples;
  width: number;
  height: number;
}

/** Reasons are shown in lists; those of decoders may quote the file. */
const MAX_REASON = 200;

/** Why a file cannot be used; the message completes "FILE: ...". */
export class UnusableRaster extends Error {
  override readonly name = 'UnusableRaster';

  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason.slice(0, MAX_REASON), options);
  }
}
