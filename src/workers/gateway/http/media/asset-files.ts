/** An asset as files: thumbnail and preview, which were made by us, and the original, which was not. */
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DerivedFile } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import { AssetId } from '#contract/media/assets';
import { madeExtra } from '../../../../stack/database/media/extras';
import { derivedDir, readDerived } from '../../../../stack/blobs/derived-files';
import type { GatewayParts } from '../../parts';
import { attachmentName, renderView } from '../job-files';

const Params = z.object({ id: AssetId, file: z.enum(['thumbnail', 'preview', 'large', 'clip', 'original']) });

interface Source {
  sha256: string;
  jobId: string;
  engineVersion: number;
  fileName: string;
  mime: string;
  sizeBytes: number;
  previews: unknown;
}

type Made = Pick<Source, 'sha256' | 'jobId' | 'engineVersion' | 'previews'> & {
  engine: 'allocator' | 'mediaextras';
};

/** Seldom changes and is asked for with every tile. */
const mostRemembered = 20_000;
/** The name of an asset is its content, so what is under it never changes. */
const forEver = 'private, max-age=31536000, immutable';
/** Types that a browser shows without running anything in them. */
const shownInline = /^(image\/(jpeg|png|webp|gif|avif)|video\/(mp4|webm|quicktime))$/;

export function addAssetFiles(server: FastifyInstance, parts: GatewayParts): void {
  const remembered = new Map<string, Source>();

  async function sourceOf(id: string): Promise<Source> {
    const known = remembered.get(id);
    if (known) return known;
    const found = await parts.database.pool.query<Source>(
      `select a.sha256, a.job_id as "jobId", coalesce(j.engine_version, 0) as "engineVersion", a.file_name as "fileName",
         a.mime, a.size_bytes as "sizeBytes", d.facts -> 'previews' as previews
       from flightline.assets a join flightline.asset_details d on d.asset_id = a.id
       left join flightline.jobs j on j.id = a.job_id where a.id = $1`,
      [id],
    );
    const [source] = found.rows;
    if (!source) throw new FlightlineError('NOT_FOUND', `There is no asset ${id}.`);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(id, source);
    return source;
  }

  server.get('/api/v1/assets/:id/:file', async (request, reply) => {
    const params = Params.safeParse(request.params);
    if (!params.success) throw new FlightlineError('NOT_FOUND', 'There is no such file of an asset.');
    const { id, file } = params.data;
    const source = await sourceOf(id);
    const made =
      file === 'original'
        ? null
        : await (file === 'large' || file === 'clip'
            ? extraOf(parts, { ...source, id }, file)
            : derivedOf(parts, { ...source, engine: 'allocator' }, file));
    void reply.header('cache-control', forEver).header('x-content-type-options', 'nosniff');
    if (!made) return sendOriginal(parts, source, request, reply);
    return reply.type(made.mediaType).send(made.bytes);
  });
}

/** @throws FlightlineError `NOT_FOUND` while it is not made */
async function extraOf(
  parts: GatewayParts,
  { id, sha256 }: { id: string; sha256: string },
  name: 'large' | 'clip',
): ReturnType<typeof derivedOf> {
  const made = await madeExtra(parts.database, id, name);
  if (!made) throw new FlightlineError('NOT_FOUND', 'There is no such file of this asset yet.');
  return derivedOf(parts, { ...made, sha256, previews: [made.file], engine: 'mediaextras' }, name);
}

/** As the engine made it; made again when it is gone from the cache. */
async function derivedOf(
  parts: GatewayParts,
  { sha256, jobId, engine, engineVersion, previews }: Made,
  name: 'thumbnail' | 'preview' | 'large' | 'clip',
): Promise<{ mediaType: string; bytes: Uint8Array | string }> {
  const listed = z
    .array(DerivedFile)
    .safeParse(previews)
    .data?.find((one) => one.name === name);
  if (listed) {
    const maker = { name: engine, version: engineVersion };
    const bytes = await readDerived(derivedDir(parts.init.dataDir), { sha256, maker, file: listed });
    if (bytes) return { mediaType: listed.mediaType, bytes };
  }
  const { mediaType, body } = await renderView(parts, jobId, name);
  return { mediaType, bytes: body };
}

function sendOriginal(
  parts: GatewayParts,
  source: Source,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { sha256, fileName, mime, sizeBytes } = source;
  const isShown = shownInline.test(mime) && (request.query as { download?: unknown }).download !== '1';
  const name = attachmentName(path.basename(fileName));
  void reply
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename="${name}"`)
    .header('accept-ranges', 'bytes')
    .type(isShown ? mime : 'application/octet-stream');
  const range = rangeOf(request.headers.range, sizeBytes);
  if (!range)
    return reply.header('content-length', sizeBytes).send(Readable.from(parts.blobs.stream(sha256)));
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
    .header('content-length', range.end - range.start + 1)
    .send(Readable.from(parts.blobs.stream(sha256, range)));
}

/** One range, which is what players of video ask for; null: everything. */
export function rangeOf(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found) return null;
  const [, from = '', to = ''] = found;
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  return start <= end && start < sizeBytes ? { start, end } : null;
}
