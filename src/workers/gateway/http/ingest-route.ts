/** `POST /api/v1/ingest`: files in, one answer for each. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { type IngestAnswer, IngestChoices } from '#contract/ingest';
import { Lane } from '#contract/queues';
import { mustBeOpen } from '../../../stack/database/batches';
import type { IntakeFile } from '../intake/intake';
import type { GatewayParts } from '../parts';
import { parsed } from './parsed';
import { originOf } from './trace-origin';
import { takeUpload } from './upload';

const Query = z.object({
  batch: z.string().optional(),
  engine: z.string().optional(),
  lane: Lane.optional(),
  options: z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue('options is not JSON');
        return z.NEVER;
      }
    })
    .pipe(IngestChoices.shape.options)
    .optional(),
});

export function addIngestRoute(server: FastifyInstance, parts: GatewayParts): void {
  server.post('/api/v1/ingest', async (request, reply) => {
    if (!request.isMultipart())
      throw new FlightlineError('INVALID_INPUT', 'The body must be multipart/form-data with files.');
    parts.meter.ingestRequests.api += 1;
    const query = parsed(Query, request.query);
    if (query.batch) await mustBeOpen(parts.database, query.batch);
    const gone = new AbortController();
    request.raw.on('aborted', () =>
      gone.abort(new FlightlineError('CANCELLED', 'The upload was broken off.')),
    );
    const files: IntakeFile[] = [];
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue;
      const fileName = part.filename || 'unnamed';
      files.push(
        await takeUpload(parts, { fileName, stream: part.file, engine: query.engine, signal: gone.signal }),
      );
    }
    if (files.length === 0) throw new FlightlineError('INVALID_INPUT', 'The body holds no file.');
    const items = await parts.intake.accept({
      files,
      batchId: query.batch ?? null,
      lane: query.lane ?? 'normal',
      choices: { engine: query.engine, options: query.options },
      origin: originOf(request, 'api'),
    });
    if (query.batch) parts.batchWatch.batchChanged(query.batch);
    return reply.code(202).send({ items } satisfies IngestAnswer);
  });
}
