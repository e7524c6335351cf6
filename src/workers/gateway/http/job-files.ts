/** What belongs to a job as files: its input and the derived forms of its result. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RenderedView } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { engineNamed } from '../../../engines/registry';
import { type StoredJob, get } from '../../../stack/database/jobs';
import { getResult } from '../../../stack/database/outcomes';
import type { GatewayParts } from '../parts';

const viewLimitMs = 60_000;

/** A file name that is safe in a header: no path, no quotes, no control characters. */
export function attachmentName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const plain = base.replace(/[^\w.() -]+/g, '_').slice(0, 150);
  return plain.replace(/^\.+/, '') || 'file';
}

async function jobOf(parts: GatewayParts, id: string): Promise<StoredJob> {
  const job = await get(parts.database, id);
  if (!job) throw new FlightlineError('NOT_FOUND', `There is no job ${id}.`);
  return job;
}

/** @throws FlightlineError `NOT_FOUND` when there is no result or no such view */
export async function renderView(
  parts: GatewayParts,
  id: string,
  view: string,
): Promise<RenderedView & { fileName: string }> {
  const [job, result] = await Promise.all([jobOf(parts, id), getResult(parts.database, id)]);
  const engine = engineNamed(job.engine);
  if (!Object.hasOwn(engine.views, view))
    throw new FlightlineError('NOT_FOUND', `${engine.title} has no view named ${view}.`);
  if (!result) throw new FlightlineError('NOT_FOUND', `Job ${id} has no result: it is ${job.state}.`);
  const file = { sha256: job.sha256, sizeBytes: job.sizeBytes, fileName: job.fileName };
  const rendered = await parts.threads.render(
    { kind: 'view', engine: engine.name, view, file, options: job.options, output: result.output },
    { softMs: viewLimitMs, hardMs: viewLimitMs + 5000, signal: new AbortController().signal },
  );
  const stem = attachmentName(job.fileName).replace(/\.[^.]*$/, '');
  return { ...rendered, fileName: `${stem}${rendered.suffix}` };
}

const Params = z.object({ id: z.string(), view: z.string().default('') });

export function addJobFileRoutes(server: FastifyInstance, parts: GatewayParts): void {
  server.get('/api/v1/jobs/:id/views/:view', async (request, reply) => {
    const { id, view } = Params.parse(request.params);
    const rendered = await renderView(parts, id, view);
    const disposition = (request.query as { download?: unknown }).download === '1' ? 'attachment' : 'inline';
    void reply.header('content-disposition', `${disposition}; filename="${rendered.fileName}"`);
    return reply.type(rendered.mediaType).send(rendered.body);
  });

  server.get('/api/v1/jobs/:id/input', async (request, reply) => {
    const { id } = Params.parse(request.params);
    const job = await jobOf(parts, id);
    // Never shown inline: it is somebody's file.
    void reply.header('content-disposition', `attachment; filename="${attachmentName(job.fileName)}"`);
    void reply.header('content-length', String(job.sizeBytes));
    return reply.type('application/octet-stream').send(Readable.from(parts.blobs.stream(job.sha256)));
  });
}
