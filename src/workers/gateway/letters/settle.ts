/** Fixes what a search finds at the beginning of an act: going by a search again and again would read every letter each time. */
import type { BulkRequest } from '#contract/letter-bulks';
import { walk } from '../../../stack/database/dead-letters';
import { searchText } from '../../../stack/database/letter-filter';
import type { GatewayParts } from '../parts';

const mostIds = 1_000_000;

export async function settle({ database }: GatewayParts, request: BulkRequest): Promise<BulkRequest> {
  if (request.verb === 'undo' || 'ids' in request.target || searchText(request.target.filter) === null)
    return request;
  const found = await walk(database, request.target.filter, {
    until: Date.now(),
    after: null,
    limit: mostIds,
  });
  return { ...request, target: { ids: found.map(({ id }) => id) } };
}
