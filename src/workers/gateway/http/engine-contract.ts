/** The HTTP contract of an original service on its own port: one file in, its result out. */
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import type { Engine, HttpContract } from '#contract/engine';
import { FlightlineError, isErrorCode } from '#contract/errors';
import { terminalStates } from '#contract/jobs';
import type { Services } from '#contract/services';
import { get } from '../../../stack/database/jobs';
import { mostBytes } from '../intake/route-file';
import type { GatewayParts } from '../parts';
import { type Access, isOurHost, isOurOrigin } from './access';
import { brokenForm } from './broken-form';
import { addQueryRoutes, sendFailure } from './contract-queries';
import { addDlqRoutes } from './dlq-routes';
import { renderView } from './job-files';
import { guardReadOnly } from './read-only-guard';
import { problemHandler } from './problem';
import { originOf } from './trace-origin';
import { takeUpload } from './upload';

/** FastAPI's body of a missing form field, which clients of the original know. */
const missingFile = {
  detail: [{ type: 'missing', loc: ['body', 'file'], msg: 'Field required', input: null }],
};
const lookAgainMs = 1000;

/** Waits until the job has ended. @throws FlightlineError with the job's own error */
async function finished(parts: GatewayParts, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sign = parts.watch.sign(id, lookAgainMs, signal);
    const job = await get(parts.database, id);
    if (job && terminalStates.includes(job.state)) {
      if (job.state === 'completed') return;
      const code = job.errorCode !== null && isErrorCode(job.errorCode) ? job.errorCode : 'CANCELLED';
      throw new FlightlineError(code, job.errorMessage ?? `The job is ${job.state}.`);
    }
    await sign;
  }
  throw new FlightlineError('CANCELLED', 'The client went away.');
}

export async function buildEngineServer(
  parts: GatewayParts,
  services: Services,
  access: Access,
  { engine, contract }: { engine: Engine; contract: HttpContract },
): Promise<FastifyInstance> {
  const server = fastify({ logger: false, trustProxy: false, bodyLimit: 64 * 1024 * 1024 });
  parts.traffic.watch(server, engine.name);
  const { upload } = contract;
  await server.register(multipart, {
    limits: { fileSize: mostBytes([engine]) + 1, files: 1 },
    throwFileSizeLimit: false,
  });
  server.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers;
    if (!isOurHost(host, parts.init.settings.host) || !isOurOrigin(origin, host))
      return reply.code(403).send({ detail: 'This address or origin is not allowed.' });
    // The original asks nobody who he is. On loopback neither do we; beyond it there is a password.
    const key = request.headers['x-api-key'];
    const authorization = typeof key === 'string' ? `Bearer ${key}` : request.headers.authorization;
    if (parts.init.settings.password && access.actorOf(authorization) === null)
      return reply
        .code(401)
        .header('www-authenticate', 'Basic realm="Flightline"')
        .send({ detail: 'A password is needed.' });
  });
  const asking = new Set((contract.routes ?? []).map(({ path }) => path));
  guardReadOnly(server, parts.readOnly, { onlyAsks: (path) => asking.has(path), detail: true });
  await server.register((admin, _options, done) => {
    admin.setErrorHandler(problemHandler(parts.log));
    admin.addHook('onRequest', async (request, reply) => {
      // Reading is as open as the rest of this port; what changes something needs the instance's key, or the password.
      const key = request.headers['x-api-key'];
      const authorization = typeof key === 'string' ? `Bearer ${key}` : request.headers.authorization;
      if (request.method !== 'GET' && access.actorOf(authorization) === null)
        return reply.code(401).send({ detail: 'An X-API-Key is needed.' });
    });
    addDlqRoutes(admin, { service: services.deadLetters, engine: engine.name, actor: () => engine.name });
    done();
  });
  const { banner } = contract;
  if (banner) server.get('/', () => banner);
  addQueryRoutes(server, services, { engine, contract });
  if (!upload) return server;

  server.post('/', async (request, reply) => {
    try {
      const part = request.isMultipart() ? await request.file() : undefined;
      if (part?.fieldname !== 'file') return reply.code(422).send(missingFile);
      parts.meter.ingestRequests.service += 1;
      const fileName = part.filename;
      if (!upload.suffixes.some((suffix) => fileName.toLowerCase().endsWith(suffix))) {
        part.file.resume();
        return reply.code(400).send({ detail: upload.wrongSuffixDetail });
      }
      const gone = new AbortController();
      reply.raw.on('close', () => gone.abort());
      const file = await takeUpload(parts, {
        fileName,
        stream: part.file,
        engine: engine.name,
        signal: gone.signal,
      });
      const [item] = await parts.intake.accept({
        files: [file],
        batchId: null,
        lane: 'interactive',
        choices: { engine: engine.name, options: upload.options },
        origin: originOf(request, 'service'),
      });
      const job = item?.jobs[0];
      if (!job) return await reply.code(400).send({ detail: item?.message ?? 'The file was not accepted.' });
      await finished(parts, job.id, gone.signal);
      const view = await renderView(parts, job.id, upload.view);
      return await reply.type(view.mediaType).send(view.body);
    } catch (error) {
      return sendFailure(reply, brokenForm(error) ?? error);
    }
  });
  return server;
}
