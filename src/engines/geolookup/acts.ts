/** How the operator changes which flying sites are known. Each act may be carried out twice and ends the same. */
import type { ActContext, EngineAct } from '#contract/engine';
import { engineAct } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { ImportSitesAnswer, LearnSitesAnswer, Site } from '#contract/geolookup';
import { ImportSitesInput, LearnSitesInput, RemoveByIdInput, SaveSiteInput } from '#contract/geolookup';
import { openAtlas } from './queries';
import { pause } from './pause';
import { siteAt } from './sites/find-sites';
import { clusterTakeoffs } from './sites/learn-sites';
import { ListMerger } from './sites/merge-list';
import { readList } from './sites/read-list';
import type { SiteList, StoredSource } from './sites/site-book';
import { bookOf, describeSource, loadSiteBook, removeList, writeList } from './sites/site-book';
import { newSourceId } from './sites/source-id';

/** Rows between pauses: some 20 ms. */
const STRIDE = 2000;
/** More sites than there are on Earth several times over; each costs some 300 bytes of memory. */
const MAX_SITES = 100_000;
/** A take-off this close to a site with a name is of that site: the radius of look-ups. */
const NAMED_WITHIN_M = 1000;

const own: StoredSource = { id: 'own', name: 'Own sites', kind: 'own', licence: '', url: '' };
const learned: StoredSource = {
  id: 'learned',
  name: 'Learned from take-offs',
  kind: 'learned',
  licence: '',
  url: '',
};

async function importSites(ctx: ActContext, input: ImportSitesInput): Promise<ImportSitesAnswer> {
  const { map, sites: book } = await openAtlas(ctx);
  const { name, licence, url } = input;
  const before = book.lists.find(({ source }) => source.kind === 'list' && sameName(source.name, name));
  const id = before?.source.id ?? newSourceId(name, book.lists);
  const merger = new ListMerger(id, before?.sites ?? [], ({ countryIso2, lat, lon }) =>
    countryIso2 !== null && map.country(countryIso2) ? countryIso2 : (map.at(lat, lon).country?.iso2 ?? null),
  );
  let row = 0;
  for (const record of readList(input.text, input.format)) {
    merger.add(record);
    if (++row % STRIDE === 0) await pause(ctx.signal);
    if (row > MAX_SITES)
      throw new FlightlineError('INVALID_INPUT', `The list has over ${MAX_SITES} sites; split it.`);
  }
  if (row === 0)
    throw new FlightlineError('INVALID_INPUT', 'The list has no sites: no point, or only a header.');
  const { sites, ...counts } = merger.result();
  if (counts.rejected === row && counts.added + counts.changed + counts.unchanged === 0) {
    const first = counts.reasons[0]?.reason ?? '';
    throw new FlightlineError(
      'INVALID_INPUT',
      `None of the ${row} entries can be used. The first one: ${first}`,
    );
  }
  const source = { id, name: before?.source.name ?? name, kind: 'list' as const, licence, url };
  const list = { source: before ? { ...source, ...kept(before.source, source) } : source, sites };
  await writeList(ctx.state, book, list);
  return { source: describeSource(list), ...counts };
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** An import that says nothing of licence and address leaves them. */
const kept = (before: StoredSource, now: StoredSource) => ({
  licence: now.licence || before.licence,
  url: now.url || before.url,
});

async function saveSite(ctx: ActContext, { id, ...given }: SaveSiteInput): Promise<Site> {
  const { map, sites: book } = await openAtlas(ctx);
  const countryIso2 = map.at(given.lat, given.lon).country?.iso2 ?? null;
  if (id === undefined) {
    const list = book.lists.find(({ source }) => source.id === own.id) ?? { source: own, sites: [] };
    const site: Site = {
      ...given,
      // The same act again makes no second one.
      id: `${own.id}:${given.lat.toFixed(5)},${given.lon.toFixed(5)}`,
      countryIso2,
      named: true,
      takeoffs: null,
      sourceId: own.id,
    };
    const others = list.sites.filter((other) => other.id !== site.id);
    await writeList(ctx.state, book, { ...list, sites: [...others, site] });
    return site;
  }
  const list = book.lists.find(({ sites }) => sites.some((site) => site.id === id));
  const before = list?.sites.find((site) => site.id === id);
  if (!list || !before) throw new FlightlineError('NOT_FOUND', 'There is no such site any more.');
  const site: Site = { ...before, ...given, countryIso2, named: true };
  await writeList(ctx.state, book, {
    ...list,
    sites: list.sites.map((other) => (other.id === id ? site : other)),
  });
  return site;
}

async function removeSite({ state }: ActContext, { id }: RemoveByIdInput): Promise<{ removed: boolean }> {
  const book = await loadSiteBook(state);
  const list = book.lists.find(({ sites }) => sites.some((site) => site.id === id));
  if (!list) return { removed: false };
  await writeList(state, book, { ...list, sites: list.sites.filter((site) => site.id !== id) });
  return { removed: true };
}

async function removeSiteSource(
  { state }: ActContext,
  { id }: RemoveByIdInput,
): Promise<{ removed: boolean }> {
  const book = await loadSiteBook(state);
  if (!book.lists.some(({ source }) => source.id === id)) return { removed: false };
  await removeList(state, book, id);
  return { removed: true };
}

/** Unnamed sites are made anew from the take-offs given; learned ones that somebody named stay. */
async function learnSites(ctx: ActContext, input: LearnSitesInput): Promise<LearnSitesAnswer> {
  const { map, sites: book } = await openAtlas(ctx);
  const lists = book.lists.map((list) => ({ ...list, sites: list.sites.filter(({ named }) => named) }));
  const before: SiteList = lists.find(({ source }) => source.id === learned.id) ?? {
    source: learned,
    sites: [],
  };
  const named = bookOf(lists);
  const nameless = input.takeoffs.filter((point) => {
    const site = siteAt(named, point, { radiusM: NAMED_WITHIN_M, prefer: 'takeoff' });
    return site?.kind !== 'takeoff';
  });
  await pause(ctx.signal);
  const ids = new Set(before.sites.map(({ id }) => id));
  const made = clusterTakeoffs(nameless, input).map(({ lat, lon, takeoffs }): Site => {
    const place = `${learned.id}:${lat.toFixed(4)},${lon.toFixed(4)}`;
    const id = ids.has(place) ? `${place},${ids.size}` : place;
    ids.add(id);
    return {
      id,
      name: `Unnamed site near ${map.places.nearest(lat, lon).name}`,
      named: false,
      kind: 'takeoff',
      lat,
      lon,
      altM: null,
      countryIso2: map.at(lat, lon).country?.iso2 ?? null,
      wind: null,
      takeoffs,
      sourceId: learned.id,
    };
  });
  await writeList(ctx.state, book, { source: before.source, sites: [...before.sites, ...made] });
  return { sites: made, takeoffs: made.reduce((sum, { takeoffs }) => sum + (takeoffs ?? 0), 0) };
}

export const acts: Record<string, EngineAct> = {
  importSites: engineAct(
    'Imports a list of flying sites, or brings one up to date.',
    ImportSitesInput,
    importSites,
  ),
  removeSiteSource: engineAct(
    'Removes a list of sites with all its sites.',
    RemoveByIdInput,
    removeSiteSource,
  ),
  saveSite: engineAct('Adds a site of one’s own, or changes or names one.', SaveSiteInput, saveSite),
  removeSite: engineAct('Removes a site.', RemoveByIdInput, removeSite),
  learnSites: engineAct('Finds unnamed sites where take-offs gather.', LearnSitesInput, learnSites),
};
