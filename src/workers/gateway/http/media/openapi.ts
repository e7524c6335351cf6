/** The description of the media service's HTTP surface, made from the schemas that parse it. */
import { z } from 'zod';
import { DeadLetterDetail, DeadLetterPage, DeadLetterQuery } from '#contract/dead-letters';
import { Health } from '#contract/health';
import { IngestItem } from '#contract/ingest';
import { ActResult } from '#contract/jobs';
import { AssetDetail, AssetId, Neighbour } from '#contract/media/assets';
import { Cluster, ClusterPage } from '#contract/media/clusters';
import { SearchAnswer, SearchRequest } from '#contract/media/search';
import { version } from '../../../../../package.json';
import { SearchQuery } from './library-routes';

interface Operation {
  method: 'get' | 'post';
  path: string;
  summary: string;
  tag: string;
  query?: z.ZodObject;
  body?: z.ZodType | 'files' | 'file';
  answer?: z.ZodType;
  status?: number;
  errors?: readonly number[];
}

const Problem = z.object({ code: z.string(), message: z.string(), action: z.string() });
const ClusterAddress = z.object({
  search: z.string().optional().describe('Part of the name.'),
  min_size: z.number().optional().describe('Least number of members, 2 by default.'),
  sort: z.enum(['size', 'newest', 'name']).optional(),
  offset: z.number().optional(),
  limit: z.number().optional(),
});
const LetterAddress = z.object({
  code: z.string().optional().describe('Only letters of this error code.'),
  search: z.string().optional().describe('Part of the file name or message.'),
  order: DeadLetterQuery.shape.order.unwrap().optional(),
  offset: z.number().optional(),
  limit: z.number().optional().describe('100 by default, 500 at most.'),
});

const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/ingest',
    summary: 'Takes files in. Answers when they are durable; what is known already is said at once.',
    tag: 'ingest',
    body: 'files',
    answer: z.object({ items: z.array(IngestItem.extend({ assetId: AssetId.nullable() })) }),
    status: 202,
    errors: [400, 413, 429, 507],
  },
  {
    method: 'get',
    path: '/api/v1/search',
    summary: 'Search by words, examples and filters.',
    tag: 'search',
    query: SearchQuery,
    answer: SearchAnswer,
    errors: [400],
  },
  {
    method: 'post',
    path: '/api/v1/search',
    summary: 'The same with a body.',
    tag: 'search',
    body: SearchRequest,
    answer: SearchAnswer,
    errors: [400],
  },
  {
    method: 'post',
    path: '/api/v1/search/picture',
    summary: 'Looks at a picture to search by; it is not stored.',
    tag: 'search',
    body: 'file',
    answer: z.object({ picture: z.string() }),
    errors: [400, 413],
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}',
    summary: 'One asset.',
    tag: 'assets',
    answer: AssetDetail,
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}/neighbours',
    summary: 'What looks most like it.',
    tag: 'assets',
    answer: z.array(Neighbour),
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}/thumbnail',
    summary: 'A small picture.',
    tag: 'assets',
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}/preview',
    summary: 'A picture for the screen.',
    tag: 'assets',
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}/large',
    summary: 'A large picture, once it is made.',
    tag: 'assets',
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}/clip',
    summary: 'Three seconds of a video that move, once they are made.',
    tag: 'assets',
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/assets/{id}/original',
    summary: 'The file itself; ranges are understood.',
    tag: 'assets',
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/clusters',
    summary: 'Clusters, largest first.',
    tag: 'clusters',
    query: ClusterAddress,
    answer: ClusterPage,
  },
  {
    method: 'get',
    path: '/api/v1/clusters/{id}',
    summary: 'One cluster.',
    tag: 'clusters',
    answer: Cluster,
    errors: [404],
  },
  {
    method: 'get',
    path: '/api/v1/admin/dlq',
    summary: 'Dead letters.',
    tag: 'admin',
    query: LetterAddress,
    answer: DeadLetterPage,
    errors: [400],
  },
  {
    method: 'get',
    path: '/api/v1/admin/dlq/{job_id}',
    summary: 'One dead letter, with every attempt.',
    tag: 'admin',
    answer: DeadLetterDetail,
    errors: [404],
  },
  {
    method: 'post',
    path: '/api/v1/admin/dlq/{job_id}/retry',
    summary: 'Tries it again. Needs a key, also where the rest does not.',
    tag: 'admin',
    answer: ActResult,
    status: 202,
    errors: [404, 409],
  },
  {
    method: 'post',
    path: '/api/v1/admin/dlq/{job_id}/discard',
    summary: 'Puts it into the bin, with the reason. Needs a key, also where the rest does not.',
    tag: 'admin',
    body: z.object({ reason: z.string().min(1).max(500) }),
    answer: ActResult,
    status: 202,
    errors: [400, 404, 409],
  },
  { method: 'get', path: '/live', summary: 'The process is alive.', tag: 'health' },
  { method: 'get', path: '/ready', summary: 'It can take work.', tag: 'health', errors: [503] },
  {
    method: 'get',
    path: '/health',
    summary: 'The state of each part.',
    tag: 'health',
    answer: Health,
    errors: [503],
  },
  { method: 'get', path: '/metrics', summary: 'Prometheus metrics.', tag: 'health' },
];

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  [more: string]: unknown;
}

export interface OpenApiOperation {
  summary: string;
  tags: string[];
  parameters: { name: string; in: string; required: boolean; schema: unknown; description?: string }[];
  requestBody?: unknown;
  responses: Record<string, { description: string; content?: unknown }>;
}

/** Inputs as they are sent, answers as they come back. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'openapi-3.0' });
const json = (schema: unknown) => ({ 'application/json': { schema } });

function describe({ query, path, body, answer, ...operation }: Operation): OpenApiOperation {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, field]) => {
    const schema = schemaOf(field as z.ZodType, 'input');
    return { name, in: 'query', required: false, schema, description: schema.description };
  });
  const upload = { type: 'string', format: 'binary' };
  const bodies = {
    files: { type: 'object', properties: { files: { type: 'array', items: upload } } },
    file: { type: 'object', properties: { file: upload } },
  };
  const requestBody =
    body === undefined
      ? undefined
      : typeof body === 'string'
        ? { required: true, content: { 'multipart/form-data': { schema: bodies[body] } } }
        : { required: true, content: json(schemaOf(body, 'input')) };
  // Health is open, everything else wants the key that the settings name.
  const denied = path.startsWith('/api/v1/') ? [401] : [];
  const errors = Object.fromEntries(
    [...denied, ...(operation.errors ?? [])].map((status) => [
      String(status),
      { description: 'What is wrong and what to do.', content: json(schemaOf(Problem, 'output')) },
    ]),
  );
  return {
    summary: operation.summary,
    tags: [operation.tag],
    parameters: [...inPath, ...inQuery],
    ...(requestBody && { requestBody }),
    responses: {
      [operation.status ?? 200]: {
        description: 'Done.',
        ...(answer && { content: json(schemaOf(answer, 'output')) }),
      },
      ...errors,
    },
  };
}

let made: OpenApi | null = null;

export function openApi(): OpenApi {
  if (made) return made;
  const paths: OpenApi['paths'] = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  made = {
    openapi: '3.0.3',
    info: { title: 'Flightline file allocator', version, description: 'Media in, allocated, searchable.' },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } } },
    security: [{ key: [] }, {}],
    paths,
  };
  return made;
}

/** Methods that the description has for an address; none: nothing is there. */
export function methodsOf(path: string): string[] {
  return operations
    .filter((operation) => new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .map(({ method }) => method.toUpperCase());
}
