/** What geolookup answers at once. */
import type { EngineQuery, QueryContext } from '#contract/engine';
import { engineQuery } from '#contract/engine';
import type { LookupAnswer, SiteSources } from '#contract/geolookup';
import { LegacyPoint, LegacyTakeoffInput, LookupInput, SitesInput } from '#contract/geolookup';
import { z } from 'zod';
import { legacyAdmin1, legacyTakeoff, legacyTown } from './legacy';
import type { Atlas } from './look-up';
import { lookUp } from './look-up';
import { loadMapData } from './map-data';
import { pause } from './pause';
import { findSites } from './sites/find-sites';
import { describeSource, loadSiteBook } from './sites/site-book';

/** Points between pauses: some 20 ms. */
const STRIDE = 1000;

export async function openAtlas({
  resourcesDir,
  state,
}: Pick<QueryContext, 'resourcesDir' | 'state'>): Promise<Atlas> {
  const [map, sites] = await Promise.all([loadMapData(resourcesDir), loadSiteBook(state)]);
  return { map, sites };
}

async function lookUpAll(ctx: QueryContext, { points, radiusM }: LookupInput): Promise<LookupAnswer> {
  const atlas = await openAtlas(ctx);
  const results: LookupAnswer['results'] = [];
  for (const [k, { lat, lon, time }] of points.entries()) {
    if (k % STRIDE === STRIDE - 1) await pause(ctx.signal);
    const epochMs = time === undefined ? null : Date.parse(time);
    results.push(lookUp(atlas, { lat, lon, epochMs }, { radiusM, prefer: null }));
  }
  return { results };
}

export const queries: Record<string, EngineQuery> = {
  lookup: engineQuery(
    'Country, region, nearest place, time zone and site of up to 10,000 points.',
    LookupInput,
    lookUpAll,
  ),
  legacyTakeoff: engineQuery(
    'The nearest take-off of the imported lists.',
    LegacyTakeoffInput,
    async (ctx, input) => legacyTakeoff(await openAtlas(ctx), input),
  ),
  legacyNearestTown: engineQuery('The nearest town or village.', LegacyPoint, async (ctx, input) =>
    legacyTown(await openAtlas(ctx), input),
  ),
  legacyAdmin1: engineQuery('Country and region of a point.', LegacyPoint, async (ctx, input) =>
    legacyAdmin1(await openAtlas(ctx), input),
  ),
  sites: engineQuery(
    'Known flying sites, by name, list, kind or box.',
    SitesInput,
    async ({ state }, input) => findSites(await loadSiteBook(state), input),
  ),
  siteSources: engineQuery(
    'Lists of flying sites, with their licences.',
    z.strictObject({}),
    async ({ state }): Promise<SiteSources> => ({
      sources: (await loadSiteBook(state)).lists.map(describeSource),
    }),
  ),
};
