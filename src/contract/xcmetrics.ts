/** What the engine xcmetrics takes and gives: options and result. */
import { z } from 'zod';

/** Where altitudes come from. 'auto' prefers the pressure sensor where it is whole (smoother than GNSS). */
export const AltitudeChoice = z.enum(['auto', 'baro', 'gnss']);

export const XcmetricsOptions = z
  .strictObject({
    altitude: AltitudeChoice.default('auto').describe('Which altitude to compute with.'),
    minTakeoffSpeedKmh: z
      .number()
      .min(3)
      .max(60)
      .default(10)
      .describe('Ground speed that tells flying from walking; lower it for flights in strong head wind.'),
    minFlightS: z
      .number()
      .int()
      .min(10)
      .max(3600)
      .default(60)
      .describe('Shorter flights are ignored (seconds).'),
    minThermalS: z
      .number()
      .int()
      .min(10)
      .max(600)
      .default(30)
      .describe('Shorter circling is not a thermal (seconds).'),
    varioWindowS: z
      .number()
      .int()
      .min(4)
      .max(120)
      .default(20)
      .describe('Window over which best climb and sink are averaged (seconds).'),
  })
  .describe('How a flight is analysed.');
export type XcmetricsOptions = z.output<typeof XcmetricsOptions>;

/** A moment of the track. Times are UTC, ISO 8601; altitudes are of the chosen source. */
export const TrackPoint = z.object({
  time: z.string(),
  lat: z.number(),
  lon: z.number(),
  altitudeM: z.number().nullable(),
});
export type TrackPoint = z.output<typeof TrackPoint>;

export const CircleDirection = z.enum(['L', 'R', 'LR']);
export type CircleDirection = z.output<typeof CircleDirection>;

/** A movement over the ground; unlike a wind it is named for where it goes. */
export const Drift = z.object({
  speedMps: z.number(),
  /** True degrees, 0..359. */
  towardsDeg: z.number(),
});
export type Drift = z.output<typeof Drift>;

export const WindQuality = z.enum(['good', 'fair', 'poor']);
export type WindQuality = z.output<typeof WindQuality>;

/** The mean wind of circles fitted to the ground speeds of single turns. */
export const Wind = z.object({
  speedMps: z.number(),
  /** Where it blows from: true degrees, 0..359. */
  fromDeg: z.number(),
  /** Circle fits: one for each turn, or for a few turns together where fixes are sparse. */
  samples: z.number().int(),
  /** Standard error of the mean by the scatter of the samples, m/s; null with a single one. */
  errorMps: z.number().nullable(),
  /** 'good': at least five samples and 0.5 m/s of error; 'fair': three and 1 m/s; else 'poor'. */
  quality: WindQuality,
});
export type Wind = z.output<typeof Wind>;

export const WindLayer = z.object({ bottomM: z.number(), topM: z.number(), ...Wind.shape });
export type WindLayer = z.output<typeof WindLayer>;

/**
 * A stretch of circling: a thermal when it gained height, a search when it did not. Entry and exit altitude are those of
 * `start` and `end`.
 */
export const Circling = z.object({
  start: TrackPoint,
  end: TrackPoint,
  durationS: z.number(),
  /** Exit minus entry altitude. */
  gainM: z.number(),
  /** Height that was lost again on the way; `gainM + lossM` was climbed. */
  lossM: z.number(),
  averageClimbMps: z.number(),
  /** Best mean climb over `varioWindowS` inside this stretch; null when it is shorter than the window. */
  bestClimbMps: z.number().nullable(),
  /** Full circles flown, both directions added. */
  turns: z.number(),
  /** Median of the full circles; null when the fixes are too far apart to tell (under three per circle). */
  timePerCircleS: z.number().nullable(),
  /** Median radius of the full circles with the drift taken out; null as above. */
  radiusM: z.number().nullable(),
  /** 'LR' when neither direction holds 80 % of the turning. */
  direction: CircleDirection,
  /** Mean position. */
  center: z.object({ lat: z.number(), lon: z.number() }),
  /** How the circles moved over the ground; null under two turns. */
  drift: Drift.nullable(),
});
export type Circling = z.output<typeof Circling>;

/** Straight flight between two stretches of circling. */
export const Glide = z.object({
  start: TrackPoint,
  end: TrackPoint,
  durationS: z.number(),
  /** Along the track. */
  distanceKm: z.number(),
  /** From start to end. */
  straightKm: z.number(),
  averageSpeedKmh: z.number(),
  altitudeChangeM: z.number(),
  /** Distance along the track over height lost; null when level or climbing. */
  glideRatio: z.number().nullable(),
  /** Along the straight line from start to end, by the wind at the glide's mean altitude; tail wind is positive. */
  windComponentMps: z.number().nullable(),
});
export type Glide = z.output<typeof Glide>;

/**
 * Mean climb over `varioWindowS` in thermals, m/s: percentiles over time, so p10 is what nine tenths of the time in
 * thermals were better than.
 */
export const ClimbRates = z.object({
  p10: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p90: z.number(),
  best: z.number(),
});
export type ClimbRates = z.output<typeof ClimbRates>;

/** Engine noise level (microphone) and means of propulsion (its own sensor), both 0..999. */
export const EngineSensor = z.enum(['ENL', 'MOP']);
export type EngineSensor = z.output<typeof EngineSensor>;

export const EngineRun = z.object({
  start: TrackPoint,
  end: TrackPoint,
  durationS: z.number(),
  sensor: EngineSensor,
  /** Highest and mean reading, 0..999. */
  peak: z.number().int(),
  mean: z.number().int(),
  /** Altitude at its end minus at its start; null without altitudes. */
  gainM: z.number().nullable(),
});
export type EngineRun = z.output<typeof EngineRun>;

export const FlightMetrics = z.object({
  takeoff: TrackPoint,
  landing: TrackPoint,
  /** False when the track begins in the air, so that the take-off is only its first fix. */
  takeoffSeen: z.boolean(),
  landingSeen: z.boolean(),
  fixes: z.number().int(),
  airtimeS: z.number(),
  /** Sum of the legs between fixes at least 5 s apart: closer ones add the noise of a slow track. */
  trackKm: z.number(),
  /** Take-off to landing. */
  straightKm: z.number(),
  /** Farthest from take-off. */
  maxFromTakeoffKm: z.number(),
  minAltitudeM: z.number().nullable(),
  maxAltitudeM: z.number().nullable(),
  /** Highest point above take-off. */
  maxAboveTakeoffM: z.number().nullable(),
  /** Largest climb from a low point to a later high point. */
  maxGainM: z.number().nullable(),
  /** Sum of all climbs, counted with 10 m hysteresis so that noise does not add up. */
  totalClimbM: z.number().nullable(),
  /** Best and worst mean vertical speed over `varioWindowS`. */
  bestClimbMps: z.number().nullable(),
  bestSinkMps: z.number().nullable(),
  /** Over windows of at least 10 s. */
  maxGroundSpeedKmh: z.number(),
  averageGroundSpeedKmh: z.number(),
  thermals: z.array(Circling),
  /** Circling that lost height: searching, or spiralling down. */
  searches: z.array(Circling),
  glides: z.array(Glide),
  /** Parts of the airtime, 0..1, sum 1. */
  shareOfTime: z.object({ thermal: z.number(), glide: z.number(), search: z.number() }),
  /** Seconds of circling by direction; `mixed` are stretches with both. */
  circling: z.object({ leftS: z.number(), rightS: z.number(), mixedS: z.number() }),
  /** Time-weighted mean climb of all thermals; null without thermals. */
  thermalAverageClimbMps: z.number().nullable(),
  /** Null when no thermal is as long as the window. */
  climb: ClimbRates.nullable(),
  wind: z.object({
    /** Over all turns of the flight; null when no turn gave one. */
    mean: Wind.nullable(),
    /** Bottom up, 250 m each; layers without a turn are left out. */
    layers: z.array(WindLayer),
  }),
  engine: z.object({
    /** Sensors that the file has and that can be used; without any, nothing is known about engines. */
    sensors: z.array(EngineSensor),
    runs: z.array(EngineRun),
  }),
  /** Speed and ratio over all glides together; the ratio is null when they did not lose height. */
  glideAverageSpeedKmh: z.number().nullable(),
  glideAverageRatio: z.number().nullable(),
});
export type FlightMetrics = z.output<typeof FlightMetrics>;

export const FlightWarning = z.object({
  /** First line of the file that shows it, 1-based; null when it concerns the whole file. */
  line: z.number().int().nullable(),
  code: z.string(),
  message: z.string(),
  /** How often it was seen. */
  count: z.number().int(),
});
export type FlightWarning = z.output<typeof FlightWarning>;

export const TrackQuality = z.object({
  /** Fixes the file holds, readable or not. */
  records: z.number().int(),
  /** Fixes that are used. */
  fixes: z.number().int(),
  /** Median seconds between fixes. */
  intervalS: z.number(),
  /** Pauses over 60 s inside flights, and the longest. */
  gaps: z.number().int(),
  longestGapS: z.number(),
  /** Fixes dropped because their time repeats or goes back. */
  duplicates: z.number().int(),
  /** Positions dropped as spikes. */
  positionSpikes: z.number().int(),
  /** Altitudes of the chosen source that were missing or wild and were interpolated. */
  repairedAltitudes: z.number().int(),
  /** Fix records that could not be read, and fixes without a position (0, 0). */
  invalid: z.number().int(),
  /** Fixes the recorder itself marks as 2-D or without GNSS (V). */
  notValidated: z.number().int(),
  /** Places where position or altitude step to another level and stay there. */
  positionJumps: z.number().int(),
  altitudeJumps: z.number().int(),
  /** Codes of what the fixes carry beside position and altitude, as the I record names them. */
  extensions: z.array(z.string()),
});
export type TrackQuality = z.output<typeof TrackQuality>;

/** The result of xcmetrics. It holds no fixes and no personal data: the track comes from the view `track`. */
export const XcmetricsOutput = z.object({
  /** UTC day of the main flight's take-off, `yyyy-mm-dd`; null when the file gives none. */
  date: z.string().nullable(),
  gliderType: z.string().nullable(),
  gliderClass: z.string().nullable(),
  recorder: z.object({
    /** Three-letter code of the maker, from the A record. */
    code: z.string().nullable(),
    type: z.string().nullable(),
    firmware: z.string().nullable(),
    hardware: z.string().nullable(),
    gnss: z.string().nullable(),
    pressureSensor: z.string().nullable(),
  }),
  /**
   * The G record. 'valid' and 'invalid' for XCSoar, whose signature is public; 'present' for all others, which only
   * their makers can verify.
   */
  security: z.enum(['none', 'present', 'valid', 'invalid']),
  altitudeSource: z.enum(['baro', 'gnss', 'none']),
  /** Index in `flights` of the longest one: summaries and the older HTTP shape show it. */
  mainFlight: z.number().int(),
  /** In order of time; at least one. */
  flights: z.array(FlightMetrics).min(1),
  quality: TrackQuality,
  warnings: z.array(FlightWarning),
});
export type XcmetricsOutput = z.output<typeof XcmetricsOutput>;
