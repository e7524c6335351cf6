/** What the address of the library holds: the question, the filters, the view. Unknown values are dropped, never an error. */
import { z } from 'zod';
import type { AssetFilter } from '#contract/media/assets';
import type { SearchRequest } from '#contract/media/search';

const day = z.iso.date().optional().catch(undefined);
const ids = z.array(z.guid()).max(20).optional().catch(undefined);

export const MediaSearch = z.object({
  q: z.string().max(300).optional().catch(undefined),
  like: ids,
  unlike: ids,
  /** Name of a picture that was looked at, and of its file. */
  picture: z.string().max(60).optional().catch(undefined),
  pictureName: z.string().max(200).optional().catch(undefined),
  kind: z.enum(['image', 'video']).optional().catch(undefined),
  since: day,
  until: day,
  camera: z.string().max(200).optional().catch(undefined),
  /** west,south,east,north */
  box: z
    .string()
    .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
    .optional()
    .catch(undefined),
  cluster: z.guid().optional().catch(undefined),
  hidden: z.boolean().optional().catch(undefined),
  view: z.enum(['gallery', 'map']).optional().catch(undefined),
  /** Where the map stands: longitude,latitude,zoom */
  at: z
    .string()
    .regex(/^-?[\d.]+,-?[\d.]+,[\d.]+$/)
    .optional()
    .catch(undefined),
});
export type MediaSearch = z.infer<typeof MediaSearch>;

export function filterOf(search: MediaSearch): AssetFilter {
  const { kind, since, until, camera, cluster, hidden } = search;
  const [west, south, east, north] = (search.box ?? '').split(',').map(Number);
  const box =
    west === undefined || south === undefined || east === undefined || north === undefined
      ? undefined
      : { west, south, east, north };
  const filter = { kind, from: since, to: until, camera, clusterId: cluster, hidden, box };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** Whether something is asked, rather than the library looked through. */
export function isQuestion({ q, like, picture }: MediaSearch): boolean {
  return Boolean(q?.trim()) || (like?.length ?? 0) > 0 || picture !== undefined;
}

export function isFiltered(search: MediaSearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}

/** Leaves the question and the view as they are. */
export const noFilters = {
  kind: undefined,
  since: undefined,
  until: undefined,
  camera: undefined,
  box: undefined,
  cluster: undefined,
  hidden: undefined,
} satisfies MediaSearch;

export function requestOf(search: MediaSearch): SearchRequest {
  const { q, like, unlike, picture } = search;
  return {
    ...(q?.trim() ? { text: q.trim() } : {}),
    ...(like?.length ? { like } : {}),
    ...(unlike?.length ? { unlike } : {}),
    ...(picture ? { picture } : {}),
    filter: filterOf(search),
    mode: 'auto',
    offset: 0,
    limit: 60,
  };
}

/** One more example for or against; an asset is never both. */
export function withExample(
  search: MediaSearch,
  ids: readonly string[],
  side: 'like' | 'unlike',
): MediaSearch {
  const other = side === 'like' ? 'unlike' : 'like';
  const left = (search[other] ?? []).filter((id) => !ids.includes(id));
  return {
    ...search,
    [side]: [...new Set([...(search[side] ?? []), ...ids])].slice(-20),
    [other]: left.length > 0 ? left : undefined,
  };
}

/** Only what changes by it. */
export function withoutExample(search: MediaSearch, id: string): Pick<MediaSearch, 'like' | 'unlike'> {
  const without = (list: readonly string[] | undefined) => {
    const left = (list ?? []).filter((one) => one !== id);
    return left.length > 0 ? left : undefined;
  };
  return { like: without(search.like), unlike: without(search.unlike) };
}
