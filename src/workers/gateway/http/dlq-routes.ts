/** `/api/v1/admin/dlq`: dead letters for programs, on the console's port and on those of the older services. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DeadLetterQuery, LetterFilter, LetterGroupQuery } from '#contract/dead-letters';
import { FlightlineError } from '#contract/errors';
import type { Act } from '#contract/services/act';
import type { DeadLetterService } from '#contract/services/dead-letters';
import { noLetter } from '../../../stack/database/dead-letters';
import { exportBundle } from '../letters/export-bundle';
import { mostBundleBytes } from '../letters/import-bundle';
import type { GatewayParts } from '../parts';
import { addressNumber } from './address-number';
import { parsed } from './parsed';

const Filter = z.object({
  engine: LetterFilter.shape.engine,
  code: LetterFilter.shape.errorCode,
  fingerprint: LetterFilter.shape.fingerprint,
  search: LetterFilter.shape.search,
});
const ListQuery = Filter.extend({
  order: DeadLetterQuery.shape.order,
  offset: addressNumber(DeadLetterQuery.shape.offset.unwrap()).default(0),
  limit: addressNumber(DeadLetterQuery.shape.limit.unwrap()).default(100),
});
const GroupQuery = Filter.extend({
  sort: LetterGroupQuery.shape.sort,
  hours: z
    .enum(['24', '168'], { error: 'must be 24 or 168' })
    .transform((hours) => (hours === '24' ? 24 : 168))
    .default(24),
  limit: addressNumber(LetterGroupQuery.shape.limit.unwrap()).default(200),
});
const ExportQuery = Filter.extend({
  ids: z
    .string()
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .optional(),
  blobs: z.enum(['0', '1']).default('1'),
});
const Params = z.object({ job_id: z.string().min(1).max(100) });
const Reason = z.object({ reason: z.string().trim().min(1).max(500) });
const Key = z.uuid();

function filterOf({ code, ...rest }: z.infer<typeof Filter>): LetterFilter {
  const { engine, fingerprint, search } = rest;
  return { engine, fingerprint, search, errorCode: code };
}

export interface DlqRoutes {
  service: DeadLetterService;
  /** Only this engine's letters. */
  engine?: string;
  actor(request: FastifyRequest): string;
}

/** List, one, retry, discard: what clients of the older services know. */
export function addDlqRoutes(server: FastifyInstance, { service, engine, actor }: DlqRoutes): void {
  const actOf = (request: FastifyRequest): Act => {
    const given = Key.safeParse(request.headers['idempotency-key']);
    return { actor: actor(request), key: given.success ? given.data : randomUUID() };
  };
  /** @throws FlightlineError `NOT_FOUND` */
  const letterOf = async (request: FastifyRequest) => {
    const letter = await service.get(parsed(Params, request.params).job_id);
    if (engine !== undefined && letter.engine !== engine) throw noLetter(letter.jobId);
    return letter;
  };
  server.get('/api/v1/admin/dlq', async (request) => {
    const { order, offset, limit, ...filter } = parsed(ListQuery, request.query);
    const only = engine === undefined ? {} : { engine };
    return service.page({ ...filterOf(filter), ...only, order, offset, limit });
  });
  server.get('/api/v1/admin/dlq/:job_id', letterOf);
  server.post('/api/v1/admin/dlq/:job_id/retry', async (request, reply) => {
    const { jobId } = await letterOf(request);
    return sendAct(reply, await service.retry([jobId], actOf(request)));
  });
  server.post('/api/v1/admin/dlq/:job_id/discard', async (request, reply) => {
    const { reason } = parsed(Reason, request.body ?? {});
    const { jobId } = await letterOf(request);
    return sendAct(reply, await service.discard([jobId], reason, actOf(request)));
  });
}

function sendAct(reply: FastifyReply, { done, skipped }: Awaited<ReturnType<DeadLetterService['retry']>>) {
  if (done === 0) throw new FlightlineError('CONFLICT', skipped[0]?.reason ?? 'It was left as it was.');
  return reply.code(202).send({ done, skipped });
}

/** Groups, export and import: on the console's port only. */
export function addDlqBundleRoutes(
  server: FastifyInstance,
  service: DeadLetterService,
  parts: GatewayParts,
): void {
  server.get('/api/v1/admin/dlq/groups', (request) => {
    const { sort, hours, limit, ...filter } = parsed(GroupQuery, request.query);
    return service.groups({ ...filterOf(filter), sort, hours, limit });
  });
  server.get('/api/v1/admin/dlq/export', async (request, reply) => {
    const { ids, blobs, ...filter } = parsed(ExportQuery, request.query);
    const target = ids ? { ids } : { filter: filterOf(filter) };
    const day = new Date().toISOString().slice(0, 10);
    void reply.header('content-disposition', `attachment; filename="dead-letters-${day}.zip"`);
    return reply.type('application/zip').send(await exportBundle(parts, { target, blobs: blobs === '1' }));
  });
  server.post('/api/v1/admin/dlq/import', async (request) => {
    const part = request.isMultipart()
      ? await request.file({ limits: { fileSize: mostBundleBytes + 1 } })
      : undefined;
    if (!part)
      throw new FlightlineError('INVALID_INPUT', 'The body must be multipart/form-data with a bundle.');
    const { sha256 } = await parts.blobs.put(part.file, { maxBytes: mostBundleBytes });
    const given = Key.safeParse(request.headers['idempotency-key']);
    const act = { actor: request.actor ?? 'program', key: given.success ? given.data : randomUUID() };
    return service.importBundle({ sha256, fileName: part.filename }, act);
  });
}
