/** The columnar track of xcmetrics, which map and barogram draw. */
import { z } from 'zod';

/** Values of `XcmetricsTrack.phase`. */
export const TrackPhase = { ground: 0, glide: 1, thermal: 2, search: 3 } as const;
export type TrackPhase = (typeof TrackPhase)[keyof typeof TrackPhase];

/** The view `track`: every used fix, one array per column, all of length `n`. */
export const XcmetricsTrack = z.object({
  n: z.number().int(),
  /** UTC seconds since 1970 of the first fix (day 1970-01-01 when the file gives no date). */
  startEpochS: z.number(),
  /** Seconds since `startEpochS`. */
  timeS: z.array(z.number()),
  lat: z.array(z.number()),
  lon: z.array(z.number()),
  /** Chosen source, repaired; all 0 when the file has no altitude (`altitudeSource` is 'none'). */
  altM: z.array(z.number()),
  /** As recorded; null where missing. The whole column is null when the file has none. */
  gnssAltM: z.array(z.number().nullable()).nullable(),
  baroAltM: z.array(z.number().nullable()).nullable(),
  /** Smoothed vertical and ground speed. */
  varioMps: z.array(z.number()),
  groundSpeedMps: z.array(z.number()),
  /** See `TrackPhase`. */
  phase: z.array(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])),
});
export type XcmetricsTrack = z.output<typeof XcmetricsTrack>;
