/** `POST /api/v1/ingest` as clients of the older service know it: files in, `202` and an id for each. */
import type { FastifyInstance } from 'fastify';
import { FlightlineError } from '#contract/errors';
import type { IngestItem } from '#contract/ingest';
import type { IntakeFile } from '../../intake/intake';
import { assetIdOf } from '../../media/asset-of';
import type { GatewayParts } from '../../parts';
import { takeUpload } from '../upload';

/** More uploads at once would only make all of them slower. */
const mostAtOnce = 64;

/** `assetId` is where the asset will be once its job has completed; null for a file that was refused. */
export type MediaIngestItem = IngestItem & { assetId: string | null };

export function addMediaIngest(server: FastifyInstance, parts: GatewayParts): void {
  let running = 0;
  server.post('/api/v1/ingest', async (request, reply) => {
    if (running >= mostAtOnce) {
      void reply.header('retry-after', '1');
      throw new FlightlineError('TOO_MANY_REQUESTS', `${mostAtOnce} uploads are under way already.`);
    }
    if (!request.isMultipart())
      throw new FlightlineError('INVALID_INPUT', 'The body must be multipart/form-data with files.');
    running += 1;
    try {
      parts.meter.ingestRequests.service += 1;
      const gone = new AbortController();
      request.raw.on('aborted', () =>
        gone.abort(new FlightlineError('CANCELLED', 'The upload was broken off.')),
      );
      const files: IntakeFile[] = [];
      for await (const part of request.parts()) {
        if (part.type !== 'file') continue;
        const upload = { fileName: part.filename || 'unnamed', stream: part.file, signal: gone.signal };
        files.push(await takeUpload(parts, { ...upload, engine: 'allocator' }));
      }
      if (files.length === 0) throw new FlightlineError('INVALID_INPUT', 'The body holds no file.');
      const items = await parts.intake.accept({
        files,
        batchId: null,
        lane: 'normal',
        choices: { engine: 'allocator' },
        answersEarly: true,
      });
      return await reply.code(202).send({
        items: items.map((item, k): MediaIngestItem => {
          const file = files[k];
          return {
            ...item,
            assetId: file && 'sha256' in file && item.jobs.length > 0 ? assetIdOf(file.sha256) : null,
          };
        }),
      });
    } finally {
      running -= 1;
    }
  });
}
