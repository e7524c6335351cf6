/** `GET /api/v1/logs`: lines as a download, newest first. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LogFilter, LogLevel, type LogLine } from '#contract/logs';
import type { Services } from '#contract/services';
import { addressNumber } from './address-number';
import { parsed } from './parsed';

const Query = z.object({
  level: LogLevel.optional(),
  process: z
    .string()
    .max(3000)
    .transform((names) => names.split(','))
    .optional(),
  engine: LogFilter.shape.engine,
  job: LogFilter.shape.jobId,
  trace: LogFilter.shape.traceId,
  text: LogFilter.shape.text,
  from: addressNumber(z.number()).optional(),
  to: addressNumber(z.number()).optional(),
  form: z.enum(['json', 'text']).default('json'),
  limit: addressNumber(z.number().int().min(1).max(1_000_000)).default(100_000),
});

/** One line of text: time in UTC, level, process, event, fields. */
export function textOf(line: LogLine): string {
  const { at, level, process, event, jobId, engine, traceId, fields } = line;
  const named = {
    ...(engine ? { engine } : {}),
    ...(jobId ? { job: jobId } : {}),
    ...(traceId ? { trace: traceId } : {}),
  };
  const pairs = Object.entries({ ...named, ...fields }).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [new Date(at).toISOString(), level.padEnd(5), process, event, ...pairs]
    .join(' ')
    .replaceAll('\n', '\\n');
}

export function addLogRoutes(server: FastifyInstance, services: Services): void {
  server.get('/api/v1/logs', (request, reply) => {
    const { form, limit, process: processes, job, trace, ...filter } = parsed(Query, request.query);
    const write = form === 'json' ? (line: LogLine) => JSON.stringify(line) : textOf;
    async function* body(): AsyncGenerator<string> {
      let left = limit;
      for await (const { lines } of services.logs.all({ ...filter, processes, jobId: job, traceId: trace })) {
        const newestFirst = lines.reverse().slice(0, left);
        if (newestFirst.length > 0) yield `${newestFirst.map(write).join('\n')}\n`;
        left -= newestFirst.length;
        if (left <= 0) return;
      }
    }
    const suffix = form === 'json' ? 'jsonl' : 'log';
    const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
    void reply.header('content-disposition', `attachment; filename="flightline-${stamp}.${suffix}"`);
    return reply
      .type(form === 'json' ? 'application/x-ndjson' : 'text/plain; charset=utf-8')
      .send(Readable.from(body()));
  });
}
