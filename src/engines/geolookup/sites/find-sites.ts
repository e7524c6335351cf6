/** Finds sites: the one at a point, and those of a search. */
import type { Site, SiteKind, SiteNearby, SitesInput, SitesPage } from '#contract/geolookup';
import { geodesicTo } from '../geodesic';
import type { SiteBook } from './site-book';

/**
 * The nearest site within the radius, of the preferred kind before others, and a named one before one without a name.
 * @param radiusM geodesic metres
 */
export function siteAt(
  { sites, index, lists }: SiteBook,
  { lat, lon }: { lat: number; lon: number },
  { radiusM, prefer }: { radiusM: number; prefer: SiteKind | null },
): SiteNearby | null {
  const nearest = (accept: (site: Site) => boolean) =>
    index.nearest(lat, lon, radiusM, (id) => accept(sites[id] as Site));
  const found =
    (prefer && nearest(({ named, kind }) => named && kind === prefer)) ??
    nearest(({ named }) => named) ??
    nearest(() => true);
  const site = found && sites[found.id];
  if (!site) return null;
  const { distM } = geodesicTo({ lat, lon }, site);
  if (distM > radiusM) return null; // an arc is longer than its chord, by 2.5 mm at 10 km
  const source = lists.find((list) => list.source.id === site.sourceId)?.source;
  return { ...site, distM, source: source?.name ?? '', licence: source?.licence ?? '' };
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** By name, those without one last. */
export function findSites(book: SiteBook, wanted: SitesInput): SitesPage {
  const text = plain(wanted.text.trim());
  const { box } = wanted;
  const inBox = ({ lat, lon }: Site) => {
    if (!box) return true;
    if (lat < box.south || lat > box.north) return false;
    return box.west <= box.east ? lon >= box.west && lon <= box.east : lon >= box.west || lon <= box.east;
  };
  const found = book.sites.filter(
    (site) =>
      (wanted.sourceId === undefined || site.sourceId === wanted.sourceId) &&
      (wanted.kind === undefined || site.kind === wanted.kind) &&
      (wanted.named === undefined || site.named === wanted.named) &&
      inBox(site) &&
      (text === '' || plain(site.name).includes(text)),
  );
  const { compare } = new Intl.Collator('en');
  found.sort(
    (a, b) => Number(b.named) - Number(a.named) || compare(a.name, b.name) || (a.id < b.id ? -1 : 1),
  );
  return { total: found.length, sites: found.slice(wanted.offset, wanted.offset + wanted.limit) };
}
