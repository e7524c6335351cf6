/** `GET /api/v1/audit/export?format=jsonl|csv`: the audit log as a file, under the filters of the page. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AuditDetail, AuditFilter } from '#contract/audit';
import * as auditLog from '../../../stack/database/audit-log';
import type { GatewayParts } from '../parts';
import { addressNumber } from './address-number';
import { parsed } from './parsed';

const time = addressNumber(z.number()).optional();
const Query = AuditFilter.extend({ format: z.enum(['jsonl', 'csv']).default('jsonl'), from: time, to: time });
const types = { jsonl: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' };

export function addAuditExport(server: FastifyInstance, { database }: GatewayParts): void {
  server.get('/api/v1/audit/export', (request, reply) => {
    const { format, ...filter } = parsed(Query, request.query);
    const lines =
      format === 'csv' ? csv(auditLog.details(database, filter)) : jsonl(auditLog.details(database, filter));
    void reply.header('content-disposition', `attachment; filename="flightline-audit.${format}"`);
    return reply.type(types[format]).send(Readable.from(lines));
  });
}

async function* jsonl(details: AsyncIterable<AuditDetail>): AsyncGenerator<string> {
  for await (const { whole, ...entry } of details) yield `${JSON.stringify({ ...entry, ...whole })}\n`;
}

async function* csv(details: AsyncIterable<AuditDetail>): AsyncGenerator<string> {
  yield 'seq,at,actor,act,outcome,subject,before,after,error,hash\r\n';
  for await (const { seq, at, actor, act, outcome, subject, whole, hash } of details)
    yield `${[
      seq,
      new Date(at).toISOString(),
      actor,
      act,
      outcome,
      subject,
      jsonText(whole.before),
      jsonText(whole.after),
      whole.error?.message ?? '',
      hash,
    ]
      .map(csvField)
      .join(',')}\r\n`;
}

function jsonText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

/** RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe. */
function csvField(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
