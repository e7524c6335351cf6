/** The library for programs: search, assets, clusters. On the console's port and on that of the older service. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { AssetId } from '#contract/media/assets';
import { ClusterQuery } from '#contract/media/clusters';
import { SearchRequest } from '#contract/media/search';
import type { MediaService } from '#contract/services/media';
import type { PictureMemory } from '../../media/picture-memory';
import { addressNumber } from '../address-number';
import { parsed } from '../parsed';

const list = z
  .string()
  .transform((text) => text.split(',').filter((one) => one !== ''))
  .optional();

const fourNumbers = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/;

/** The question of a search as an address carries it. */
export const SearchQuery = z.strictObject({
  q: z.string().optional().describe('Words; every one of them must be found.'),
  like: list.describe('Ids of assets that the results shall resemble, joined by commas.'),
  unlike: list.describe('Ids of assets that they shall not resemble.'),
  picture: z.string().optional().describe('What POST /api/v1/search/picture answered.'),
  kind: z.enum(['image', 'video']).optional(),
  from: z.string().optional().describe('First day, yyyy-mm-dd.'),
  to: z.string().optional().describe('Last day, yyyy-mm-dd.'),
  camera: z.string().optional(),
  box: z
    .string()
    .regex(fourNumbers, { error: 'must be west,south,east,north in degrees, e.g. 9.5,47.2,10.1,47.6' })
    .optional()
    .describe('west,south,east,north in degrees.'),
  cluster: z.string().optional().describe('Id of a cluster.'),
  hidden: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only what was put away as the lesser of two; missing or false: only what was not.'),
  mode: z.string().optional().describe('auto, visual or text.'),
  min_score: addressNumber(SearchRequest.shape.minScore.unwrap())
    .optional()
    .describe('Least cosine of visual results; missing: calibrated by the model.'),
  offset: addressNumber(SearchRequest.shape.offset.unwrap()).optional(),
  limit: addressNumber(SearchRequest.shape.limit.unwrap()).optional(),
});

const Id = z.object({ id: AssetId });

export function searchOf(query: unknown): SearchRequest {
  const { q, like, unlike, picture, mode, min_score, offset, limit, ...filter } = parsed(SearchQuery, query);
  const { box, cluster, hidden, ...plain } = filter;
  const [west, south, east, north] = (box ?? '').split(',').map(Number);
  return requestOf({
    text: q,
    like,
    unlike,
    picture,
    mode,
    minScore: min_score,
    offset,
    limit,
    filter: {
      ...plain,
      clusterId: cluster,
      hidden: hidden && hidden === 'true',
      box: box === undefined ? undefined : { west, south, east, north },
    },
  });
}

/** @throws FlightlineError `INVALID_INPUT` also for bounds that nothing can lie between */
export function requestOf(value: unknown): SearchRequest {
  const request = parsed(SearchRequest, value);
  const { from, to, box } = request.filter;
  if (from !== undefined && to !== undefined && from > to)
    throw new FlightlineError('INVALID_INPUT', `from: ${from} lies after to, ${to}.`);
  if (box && box.south > box.north)
    throw new FlightlineError('INVALID_INPUT', `box: south, ${box.south}, lies above north, ${box.north}.`);
  return request;
}

export function addLibraryRoutes(
  server: FastifyInstance,
  { service, pictures }: { service: MediaService; pictures: PictureMemory },
): void {
  server.get('/api/v1/search', (request) => service.search(searchOf(request.query)));
  server.post('/api/v1/search', (request) => service.search(requestOf(request.body ?? {})));
  /** A picture to search by: the answer's name goes into `picture` of a search. It is not stored. */
  server.post('/api/v1/search/picture', async (request) => {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part)
      throw new FlightlineError('INVALID_INPUT', 'The body must be multipart/form-data with a picture.');
    const bytes = await part.toBuffer();
    if (part.file.truncated)
      throw new FlightlineError('FILE_TOO_LARGE', `${part.filename} is too large to search by.`);
    return { picture: await pictures.remember(bytes) };
  });
  server.get('/api/v1/assets/:id', (request) => service.asset(parsed(Id, request.params).id));
  server.get('/api/v1/assets/:id/neighbours', (request) =>
    service.neighbours(parsed(Id, request.params).id, 24),
  );
  server.get('/api/v1/clusters', (request) => service.clusters(clustersOf(request.query)));
  server.get('/api/v1/clusters/:id', (request) => service.cluster(parsed(Id, request.params).id));
}

const ClusterAddress = z
  .object({
    search: z.string(),
    min_size: addressNumber(ClusterQuery.shape.minSize.unwrap()),
    sort: z.string(),
    offset: addressNumber(ClusterQuery.shape.offset.unwrap()),
    limit: addressNumber(ClusterQuery.shape.limit.unwrap()),
  })
  .partial();

function clustersOf(query: unknown): ClusterQuery {
  const { min_size, ...rest } = parsed(ClusterAddress, query);
  return parsed<ClusterQuery>(ClusterQuery, { ...rest, minSize: min_size });
}
