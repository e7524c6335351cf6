/** Names of places, from the map data that the engine geolookup ships. */
import { LookupAnswer } from '#contract/geolookup';
import { messageOf } from '#contract/errors';
import type { GatewayParts } from '../parts';

/** A town is named up to here. */
const farthestPlaceM = 50_000;
const siteRadiusM = 2000;
const limits = { softMs: 20_000, hardMs: 25_000 };

/** Flying site, nearest place, region and country; null where nothing is near, or when they cannot be had: they are a help only. */
export async function placeName(
  { threads, log }: Pick<GatewayParts, 'threads' | 'log'>,
  at: { lat: number; lon: number },
): Promise<string | null> {
  try {
    const answer = LookupAnswer.parse(
      await threads.ask(
        { kind: 'query', engine: 'geolookup', name: 'lookup', input: { points: [at], radiusM: siteRadiusM } },
        { ...limits, signal: new AbortController().signal },
      ),
    );
    const [found] = answer.results;
    if (!found) return null;
    const names = [
      found.site?.named === true ? found.site.name : '',
      found.place.distM <= farthestPlaceM ? found.place.name : '',
      found.admin1?.name ?? '',
      found.country?.name ?? '',
    ];
    return [...new Set(names.filter((name) => name !== ''))].join(', ') || null;
  } catch (error) {
    log.warn('place-not-named', { message: messageOf(error) });
    return null;
  }
}
