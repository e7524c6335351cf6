/** The flying sites that the instance knows: kept as one small file for each list and one that names the lists. */
import { z } from 'zod';
import type { EngineState, WritableEngineState } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { Site, SiteSource } from '#contract/geolookup';
import { SiteKind, WindFigures } from '#contract/geolookup';
import { PointIndex } from '../point-index';

const SOURCES_FILE = 'sources.json';
const listFile = (sourceId: string) => `sites-${sourceId}.json`;

const StoredSource = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['list', 'own', 'learned']),
  licence: z.string(),
  url: z.string(),
});
export type StoredSource = z.output<typeof StoredSource>;

/** One row a site, because lists are long: own id, name, kind, lat, lon, altitude, country, wind, take-offs, named. */
const StoredSite = z.tuple([
  z.string(),
  z.string(),
  SiteKind,
  z.number(),
  z.number(),
  z.number().nullable(),
  z.string().nullable(),
  WindFigures.nullable(),
  z.number().int().nullable(),
  z.boolean(),
]);

export interface SiteList {
  source: StoredSource;
  sites: Site[];
}

/** Lists and all their sites, ready for searches. */
export interface SiteBook {
  lists: SiteList[];
  sites: Site[];
  index: PointIndex;
}

export function describeSource({ source, sites }: SiteList): SiteSource {
  return { ...source, sites: sites.length };
}

/** The part of a site's id that is its own within its list. */
export const ownIdOf = (site: Site) => site.id.slice(site.sourceId.length + 1);

async function readJson<T>(state: EngineState, name: string, schema: z.ZodType<T>): Promise<T | null> {
  const bytes = await state.read(name);
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new FlightlineError(
      'ENGINE_FAILED',
      `The stored list of sites ${name} is damaged; import it again.`,
      {
        cause: error,
      },
    );
  }
}

/** @throws FlightlineError `ENGINE_FAILED` when a stored list is damaged */
async function readBook(state: EngineState): Promise<SiteBook> {
  const sources = (await readJson(state, SOURCES_FILE, z.array(StoredSource))) ?? [];
  const lists = await Promise.all(
    sources.map(async (source) => {
      const rows = (await readJson(state, listFile(source.id), z.array(StoredSite))) ?? [];
      const sites = rows.map(
        ([ownId, name, kind, lat, lon, altM, countryIso2, wind, takeoffs, named]): Site => ({
          id: `${source.id}:${ownId}`,
          name,
          named,
          kind,
          lat,
          lon,
          altM,
          countryIso2,
          wind,
          takeoffs,
          sourceId: source.id,
        }),
      );
      return { source, sites };
    }),
  );
  return bookOf(lists);
}

export function bookOf(lists: SiteList[]): SiteBook {
  const sites = lists.flatMap((list) => list.sites);
  const index = new PointIndex(
    sites.map(({ lat }) => lat),
    sites.map(({ lon }) => lon),
  );
  return { lists, sites, index };
}

let latest: { revision: string; book: Promise<SiteBook> } | null = null;

/** Read once for each revision of the state. @throws FlightlineError `ENGINE_FAILED` when a stored list is damaged */
export function loadSiteBook(state: EngineState): Promise<SiteBook> {
  const { revision } = state;
  if (latest?.revision !== revision) {
    const entry = { revision, book: readBook(state) };
    latest = entry;
    entry.book.catch(() => {
      if (latest === entry) latest = null;
    });
  }
  return latest.book;
}

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** Adds the list, or puts it in the place of the one with its id. The list goes first: a name without a list is worse. */
export async function writeList(state: WritableEngineState, book: SiteBook, list: SiteList): Promise<void> {
  const rows = list.sites.map((site): z.output<typeof StoredSite> => [
    ownIdOf(site),
    site.name,
    site.kind,
    site.lat,
    site.lon,
    site.altM,
    site.countryIso2,
    site.wind,
    site.takeoffs,
    site.named,
  ]);
  await state.write(listFile(list.source.id), encode(rows));
  const others = book.lists.map(({ source }) => source);
  const known = others.some(({ id }) => id === list.source.id);
  const sources = known
    ? others.map((source) => (source.id === list.source.id ? list.source : source))
    : [...others, list.source];
  await state.write(SOURCES_FILE, encode(sources));
}

export async function removeList(
  state: WritableEngineState,
  book: SiteBook,
  sourceId: string,
): Promise<void> {
  const sources = book.lists.map(({ source }) => source).filter(({ id }) => id !== sourceId);
  await state.write(SOURCES_FILE, encode(sources));
  await state.remove(listFile(sourceId));
}
