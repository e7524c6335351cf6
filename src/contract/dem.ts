/** What the engine dem takes and gives: options, the result for a flight, and the answers of its queries and acts. */
import { z } from 'zod';

export const DemOptions = z
  .strictObject({
    stateRevision: z
      .string()
      .default('')
      .describe('Which terrain folders the result is of; set by the instance.'),
    lowSaveAglM: z
      .number()
      .min(20)
      .max(1000)
      .default(150)
      .describe('Closer to the ground than this is low (metres).'),
    lowSaveGainM: z
      .number()
      .min(50)
      .max(5000)
      .default(300)
      .describe('A climb of this much after being low is a low save (metres).'),
  })
  .describe('How a flight is compared with the ground.');
export type DemOptions = z.output<typeof DemOptions>;

/** `tiles` are terrarium or terrain-RGB pictures in z/x/y folders. */
export const TerrainKind = z.enum(['hgt', 'hgtZip', 'hgtGz', 'geotiff', 'tiles', 'pmtiles']);
export type TerrainKind = z.output<typeof TerrainKind>;

/** Degrees, WGS84; `east` is above 180 where the box crosses the date line. */
export const GeoBox = z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() });
export type GeoBox = z.output<typeof GeoBox>;

/** A terrain file that cannot be used, or only in part. */
export const TerrainProblem = z.object({ file: z.string(), reason: z.string() });
export type TerrainProblem = z.output<typeof TerrainProblem>;

export const LowSave = z.object({
  /** The lowest moment. UTC, ISO 8601. */
  time: z.string(),
  lat: z.number(),
  lon: z.number(),
  aglM: z.number(),
  /** Highest point reached after it, before being low again, minus the lowest altitude. */
  gainedM: z.number(),
});
export type LowSave = z.output<typeof LowSave>;

export const FlightTerrain = z.object({
  takeoffTime: z.string(),
  landingTime: z.string(),
  /** Share of this flight's fixes with terrain under them, 0..1. */
  coverage: z.number(),
  /** Highest and lowest ground under the track; null without terrain. */
  terrainMaxM: z.number().nullable(),
  terrainMinM: z.number().nullable(),
  /** Height above ground; null without terrain or without altitudes. */
  agl: z
    .object({
      /** Lowest between first and last being above `lowSaveAglM`: take-off and landing do not count. */
      minM: z.number(),
      p50M: z.number(),
      maxM: z.number(),
      meanM: z.number(),
    })
    .nullable(),
  /** Subtracted from the recorded altitude so that take-off and landing are on the ground. */
  altitudeOffsetM: z.number(),
  altitudeOffsetFrom: z.enum(['takeoffAndLanding', 'takeoff', 'landing', 'none']),
  lowSaves: z.array(LowSave),
});
export type FlightTerrain = z.output<typeof FlightTerrain>;

/** Terrain that was used: files of one kind and resolution together. */
export const TerrainUse = z.object({
  kind: TerrainKind,
  resolutionM: z.number(),
  /** Files, or tiles of an archive; the first 20 names. */
  tiles: z.array(z.string()),
  /** Of all points, 0..1. */
  share: z.number(),
});
export type TerrainUse = z.output<typeof TerrainUse>;

export const DemOutput = z.object({
  fixes: z.number().int(),
  /** Share of fixes with terrain under them, 0..1; 0 when no folder is set. */
  coverage: z.number(),
  /** Finest first. */
  sources: z.array(TerrainUse),
  /** Of the finest terrain used; null without any. */
  resolutionM: z.number().nullable(),
  /** One-degree cells, named by their south-west corner (N47E009), that fixes lie in without terrain. */
  missingTiles: z.array(z.string()),
  problems: z.array(TerrainProblem),
  /** What heights above ground are computed from. */
  altitudeSource: z.enum(['gnss', 'baro', 'none']),
  /** Index in `flights` of the longest one; null when nothing was flown. */
  mainFlight: z.number().int().nullable(),
  flights: z.array(FlightTerrain),
});
export type DemOutput = z.output<typeof DemOutput>;

/** The view `terrain`: one value per fix of xcmetrics' view `track`, in the same order. */
export const DemTerrain = z.object({
  n: z.number().int(),
  startEpochS: z.number(),
  /** Seconds since `startEpochS`. */
  timeS: z.array(z.number()),
  /** Metres above sea level (the file's own vertical datum); null where there is none. */
  terrainM: z.array(z.number().nullable()),
  /** Height above ground with the flight's offset taken out; null without terrain or altitude. */
  aglM: z.array(z.number().nullable()),
});
export type DemTerrain = z.output<typeof DemTerrain>;

export const MAX_TERRAIN_POINTS = 100_000;
export const GeoPoint = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });
export type GeoPoint = z.output<typeof GeoPoint>;

export const ElevationQuery = z.strictObject({ points: z.array(GeoPoint).max(MAX_TERRAIN_POINTS) });
export type ElevationQuery = z.output<typeof ElevationQuery>;

export const TerrainAnswer = z.object({
  /** Metres; null where there is no terrain. */
  elevM: z.array(z.number().nullable()),
  sources: z.array(TerrainUse),
  missingTiles: z.array(z.string()),
  problems: z.array(TerrainProblem),
});
export type TerrainAnswer = z.output<typeof TerrainAnswer>;

export const ProfileQuery = z.strictObject({
  path: z.array(GeoPoint).min(2).max(10_000),
  stepM: z.number().min(1).max(100_000).default(100).describe('Distance between samples (metres).'),
});
export type ProfileQuery = z.output<typeof ProfileQuery>;

export const ProfileAnswer = TerrainAnswer.extend({
  /** From the start, along the path. */
  distanceM: z.array(z.number()),
  lat: z.array(z.number()),
  lon: z.array(z.number()),
});
export type ProfileAnswer = z.output<typeof ProfileAnswer>;

export const SetFoldersAct = z.strictObject({
  /** Absolute paths of this machine, in order of preference. */
  folders: z.array(z.string().min(1).max(4096)).max(100),
});
export type SetFoldersAct = z.output<typeof SetFoldersAct>;

export const TerrainFolder = z.object({
  path: z.string(),
  /** Rasters of each kind that was found; a level of a tile pyramid is one. */
  counts: z.partialRecord(TerrainKind, z.number().int()),
  bytes: z.number(),
  /** The first 200. */
  problems: z.array(TerrainProblem),
  problemCount: z.number().int(),
});
export type TerrainFolder = z.output<typeof TerrainFolder>;

/** What `setFolders` and `rescan` answer. */
export const ScanAnswer = z.object({ scannedAt: z.string(), folders: z.array(TerrainFolder) });
export type ScanAnswer = z.output<typeof ScanAnswer>;

export const CoverageTile = z.object({
  /** Path inside its folder. */
  name: z.string(),
  folder: z.number().int(),
  kind: TerrainKind,
  box: GeoBox,
  resolutionM: z.number(),
  /** Size of the file; 0 for the second and later rasters of one file. */
  bytes: z.number(),
});
export type CoverageTile = z.output<typeof CoverageTile>;

export const CoverageAnswer = z.object({
  scannedAt: z.string().nullable(),
  folders: z.array(TerrainFolder),
  /** The first 30,000. */
  tiles: z.array(CoverageTile),
  tileCount: z.number().int(),
});
export type CoverageAnswer = z.output<typeof CoverageAnswer>;

export const MissingQuery = z.strictObject({
  boxes: z.array(GeoBox).max(10_000).default([]),
  points: z.array(GeoPoint).max(MAX_TERRAIN_POINTS).default([]),
  /** Names of cells, as `missingTiles` of results gives them. */
  tiles: z
    .array(z.string().regex(/^[NS]\d{2}[EW]\d{3}$/))
    .max(10_000)
    .default([]),
});
export type MissingQuery = z.output<typeof MissingQuery>;

export const TerrainDownload = z.object({
  source: z.string(),
  url: z.string(),
  /** How the file must be called, or what else to know. */
  note: z.string(),
});
export type TerrainDownload = z.output<typeof TerrainDownload>;

export const MissingAnswer = z.object({
  /** In order of names; the first 500. Addresses are for a browser; Flightline does not open them. */
  tiles: z.array(z.object({ name: z.string(), box: GeoBox, downloads: z.array(TerrainDownload) })),
  tileCount: z.number().int(),
});
export type MissingAnswer = z.output<typeof MissingAnswer>;

/** The older service took numbers as text too. */
const LegacyNumber = z.union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())]);

/** Body of `POST /` on port 8084; other members are ignored, missing ones are null in the answer. */
export const LegacyTerrainQuery = z.object({
  track_points: z
    .array(
      z.object({
        timestamp: z.string(),
        lat: LegacyNumber,
        lon: LegacyNumber,
        gps_alt: LegacyNumber.nullable().default(null),
        pressure_alt: LegacyNumber.nullable().default(null),
        segment_type: z.string().nullable().default(null),
        segment_id: LegacyNumber.pipe(z.number().int()).nullable().default(null),
      }),
    )
    .max(500_000),
});
export type LegacyTerrainQuery = z.output<typeof LegacyTerrainQuery>;
export type LegacyTerrainAnswer = {
  track_points: (LegacyTerrainQuery['track_points'][number] & { terrain_alt: number | null })[];
};
