/** What the engine geolookup takes and gives: where a flight began and ended, look-ups of points, and flying sites. */
import { z } from 'zod';

export const Latitude = z.number().min(-90).max(90);
export const Longitude = z.number().min(-180).max(180);

const radiusM = z
  .number()
  .min(0)
  .max(50_000)
  .default(1000)
  .describe('A flying site farther away than this is not named (metres).');

export const GeolookupOptions = z
  .strictObject({
    radiusM,
    stateRevision: z.string().default('').describe('Revision of the imported sites; set by the instance.'),
  })
  .describe('How take-off and landing are named.');
export type GeolookupOptions = z.output<typeof GeolookupOptions>;

export const Country = z.object({
  /** ISO 3166-1 alpha-2 and alpha-3; XK and XKX for Kosovo. */
  iso2: z.string(),
  iso3: z.string().nullable(),
  /** English. */
  name: z.string(),
});
export type Country = z.output<typeof Country>;

export const Admin1 = z.object({
  name: z.string(),
  /** e.g. `AT-8`; null where ISO has no code for it. */
  iso3166_2: z.string().nullable(),
});
export type Admin1 = z.output<typeof Admin1>;

export const Place = z.object({
  name: z.string(),
  lat: Latitude,
  lon: Longitude,
  /** From the point to the place: geodesic metres, and degrees clockwise from true north, 0 to under 360. */
  distM: z.number(),
  bearingDeg: z.number(),
  population: z.number().int(),
  /** Alpha-2 code of the place's own country, which near a border need not be the point's. */
  countryIso2: z.string(),
});
export type Place = z.output<typeof Place>;

export const LocalTimeZone = z.object({
  /** IANA name; `Etc/GMT-1` and the like at sea (whose sign is the reverse of the offset's). */
  id: z.string(),
  /** Minutes ahead of UTC at the time asked about; null without a time. */
  offsetMin: z.number().nullable(),
  /** `yyyy-mm-ddThh:mm:ss+hh:mm`; null without a time. */
  localTime: z.string().nullable(),
});
export type LocalTimeZone = z.output<typeof LocalTimeZone>;

export const SiteKind = z.enum(['takeoff', 'landing', 'other']);
export type SiteKind = z.output<typeof SiteKind>;

/** One figure for each of N, NE, E, SE, S, SW, W, NW: 0 unsuited, 1 possible, 2 good. */
export const WindFigures = z.array(z.number().int().min(0).max(2)).length(8);
export const windNames = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

/** A flying site of an imported list, of the operator's own, or learned from take-offs. */
export const Site = z.object({
  /** Unique over all lists: id of the list, a colon, and the site's own. */
  id: z.string(),
  name: z.string(),
  /** False for a place where flights begin and that nobody has named yet. */
  named: z.boolean(),
  kind: SiteKind,
  lat: Latitude,
  lon: Longitude,
  altM: z.number().nullable(),
  countryIso2: z.string().nullable(),
  wind: WindFigures.nullable(),
  /** How many take-offs a learned site stands for; null for others. */
  takeoffs: z.number().int().nullable(),
  sourceId: z.string(),
});
export type Site = z.output<typeof Site>;

/** The site at a point. */
export const SiteNearby = Site.extend({
  /** Geodesic metres from the point. */
  distM: z.number(),
  /** Name of the list, and its licence ('' when none was given). */
  source: z.string(),
  licence: z.string(),
});
export type SiteNearby = z.output<typeof SiteNearby>;

export const LookedUp = z.object({
  lat: Latitude,
  lon: Longitude,
  /** Null on the high seas, on Antarctica's unclaimed part, and the like. Territorial waters count as the country. */
  country: Country.nullable(),
  /** Null off the coast. */
  admin1: Admin1.nullable(),
  /** The nearest one, however far. */
  place: Place,
  tz: LocalTimeZone,
  /** The nearest within `radiusM`. */
  site: SiteNearby.nullable(),
});
export type LookedUp = z.output<typeof LookedUp>;

/** A take-off or landing. `time` is UTC, ISO 8601; null when the file gives no date. */
export const FlightEnd = LookedUp.extend({
  time: z.string().nullable(),
  /** False where the track begins or ends in the air, so that this is only its first or last fix. */
  seen: z.boolean(),
});
export type FlightEnd = z.output<typeof FlightEnd>;

export const GeolookupOutput = z.object({
  /** Index in `flights` of the longest one. */
  mainFlight: z.number().int(),
  /** In order of time; at least one. */
  flights: z.array(z.object({ takeoff: FlightEnd, landing: FlightEnd })).min(1),
});
export type GeolookupOutput = z.output<typeof GeolookupOutput>;

// Queries.

export const LookupInput = z.strictObject({
  points: z
    .array(
      z.strictObject({
        lat: Latitude,
        lon: Longitude,
        time: z.iso.datetime({ offset: true }).optional().describe('For the offset of the local time.'),
      }),
    )
    .max(10_000),
  radiusM,
});
export type LookupInput = z.output<typeof LookupInput>;

export const LookupAnswer = z.object({ results: z.array(LookedUp) });
export type LookupAnswer = z.output<typeof LookupAnswer>;

/** Query strings come as text; an empty one is no number. */
function fromText<T extends z.ZodType<number>>(schema: T) {
  return z
    .union([z.number(), z.string().trim().min(1).transform(Number)])
    .pipe(schema as z.ZodType<number, number>);
}

export const LegacyPoint = z.object({ lat: fromText(Latitude), lon: fromText(Longitude) });
export type LegacyPoint = z.output<typeof LegacyPoint>;

export const LegacyTakeoffInput = LegacyPoint.extend({
  radius: fromText(z.number().min(0).max(1_000_000)).default(1000),
});
export type LegacyTakeoffInput = z.output<typeof LegacyTakeoffInput>;

/** `GET /takeoffdb`; empty texts and zeros when there is no site. `dist` in metres. */
export const LegacyTakeoff = z.object({
  name: z.string(),
  country: z.string(),
  dist: z.number(),
  db_lat: z.number(),
  db_lon: z.number(),
});
export type LegacyTakeoff = z.output<typeof LegacyTakeoff>;

/** `GET /nearest_town`. `iso_3166_2` holds the alpha-2 code of the country there, and its clients know it so. */
export const LegacyTown = z.object({
  city: z.string(),
  iso_3166_2: z.string(),
  db_lat: z.number(),
  db_lon: z.number(),
});
export type LegacyTown = z.output<typeof LegacyTown>;

/** `GET /admin1`: country, region, alpha-2 of the country, ISO 3166-2 of the region ('' where there is none). */
export const LegacyAdmin1 = z.object({
  admin0: z.string(),
  admin1: z.string(),
  iso_3166_1: z.string(),
  iso_3166_2: z.string(),
});
export type LegacyAdmin1 = z.output<typeof LegacyAdmin1>;

export const SitesInput = z.strictObject({
  text: z.string().max(200).default('').describe('Part of the name; accents and case do not matter.'),
  sourceId: z.string().max(80).optional(),
  kind: SiteKind.optional(),
  named: z.boolean().optional(),
  box: z
    .strictObject({ west: Longitude, south: Latitude, east: Longitude, north: Latitude })
    .optional()
    .describe('Degrees; west may be greater than east, across the date line.'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type SitesInput = z.output<typeof SitesInput>;

export const SitesPage = z.object({ total: z.number().int(), sites: z.array(Site) });
export type SitesPage = z.output<typeof SitesPage>;

export const SiteSource = z.object({
  id: z.string(),
  name: z.string(),
  /** `own`: kept by hand; `learned`: from take-offs. There is one of each; the rest is `list`. */
  kind: z.enum(['list', 'own', 'learned']),
  licence: z.string(),
  url: z.string(),
  sites: z.number().int(),
});
export type SiteSource = z.output<typeof SiteSource>;

export const SiteSources = z.object({ sources: z.array(SiteSource) });
export type SiteSources = z.output<typeof SiteSources>;

// Acts.

export const SiteListFormat = z.enum(['auto', 'geojson', 'csv', 'kml']);

export const ImportSitesInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .describe('Name of the list; the same name again brings it up to date.'),
  text: z.string().max(25_000_000).describe('The file: GeoJSON, CSV or KML.'),
  format: SiteListFormat.default('auto'),
  licence: z.string().max(200).default(''),
  url: z.string().max(500).default(''),
});
export type ImportSitesInput = z.output<typeof ImportSitesInput>;

export const ImportSitesAnswer = z.object({
  source: SiteSource,
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  /** The first hundred; `row` is the record of the file, 1-based and without a header. */
  reasons: z.array(z.object({ row: z.number().int(), reason: z.string() })),
});
export type ImportSitesAnswer = z.output<typeof ImportSitesAnswer>;

export const SaveSiteInput = z.strictObject({
  id: z.string().max(200).optional().describe('An existing site; without it a new one of one’s own is made.'),
  name: z.string().trim().min(1).max(200),
  kind: SiteKind.default('takeoff'),
  lat: Latitude,
  lon: Longitude,
  altM: z.number().min(-500).max(9000).nullable().default(null),
  wind: WindFigures.nullable().default(null),
});
export type SaveSiteInput = z.output<typeof SaveSiteInput>;

export const RemoveByIdInput = z.strictObject({ id: z.string().min(1).max(200) });
export type RemoveByIdInput = z.output<typeof RemoveByIdInput>;

export const LearnSitesInput = z.strictObject({
  takeoffs: z.array(z.strictObject({ lat: Latitude, lon: Longitude })).max(200_000),
  radiusM: z
    .number()
    .min(20)
    .max(2000)
    .default(250)
    .describe('Take-offs this close are of one site (metres).'),
  minTakeoffs: z.number().int().min(2).max(1000).default(3),
});
export type LearnSitesInput = z.output<typeof LearnSitesInput>;

export const LearnSitesAnswer = z.object({
  /** Unnamed sites now, and how many of the take-offs they stand for. */
  sites: z.array(Site),
  takeoffs: z.number().int(),
});
export type LearnSitesAnswer = z.output<typeof LearnSitesAnswer>;
