/** The audit log: read and verified. */
import { z } from 'zod';
import { AuditHead, AuditPageQuery } from '../audit';
import { query, t } from './procedures';

export const audit = t.router({
  page: query.input(AuditPageQuery).query(({ ctx, input }) => ctx.services.audit.page(input)),
  get: query
    .input(z.object({ seq: z.number().int().min(1) }))
    .query(({ ctx, input }) => ctx.services.audit.get(input.seq)),
  names: query.query(({ ctx }) => ctx.services.audit.names()),
  verify: query
    .input(z.object({ noted: AuditHead.optional() }))
    .query(({ ctx, input }) => ctx.services.audit.verify(input.noted)),
});
