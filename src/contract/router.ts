/** The console's API: procedures parse, then call a service of the context. */
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import type { Act, Services } from './services';
import { FlightlineError, errorCatalogue } from './errors';
import { JobFilter, JobPageQuery } from './jobs';
import { MemberPageQuery } from './batches';
import { DeadLetterQuery } from './dead-letters';
import { EngineQuestion } from './engine';
import { IngestPaths } from './ingest';
import { Lane } from './queues';

export interface RouterContext {
  services: Services;
  /** Who is on the other end: `console`, `desktop`, `cli`, or the name of an API key. */
  actor: string;
}

const t = initTRPC.context<RouterContext>().create({
  errorFormatter({ shape, error }) {
    const cause = error.cause;
    if (!(cause instanceof FlightlineError)) return { ...shape, data: { ...shape.data, flightline: null } };
    return {
      ...shape,
      message: cause.message,
      data: {
        ...shape.data,
        httpStatus: cause.status,
        flightline: { code: cause.code, action: errorCatalogue[cause.code].action },
      },
    };
  },
});

const query = t.procedure;
const id = z.string().min(1).max(100);
const ids = z.array(id).min(1).max(100_000);
/** Every mutation carries a key; the same key again gives the same answer and changes nothing more. */
const keyed = { key: z.uuid() };

function actOf(ctx: RouterContext, input: { key: string }): Act {
  return { actor: ctx.actor, key: input.key };
}

const jobs = t.router({
  page: query.input(JobPageQuery).query(({ ctx, input }) => ctx.services.jobs.page(input)),
  counts: query.input(JobFilter).query(({ ctx, input }) => ctx.services.jobs.counts(input)),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.jobs.get(input.id)),
  cancel: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.jobs.cancel(input.ids, actOf(ctx, input))),
  retry: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.jobs.retry(input.ids, actOf(ctx, input))),
  again: query
    .input(z.object({ id, options: z.record(z.string(), z.unknown()), ...keyed }))
    .mutation(({ ctx, input: { key, ...work } }) => ctx.services.jobs.again(work, actOf(ctx, { key }))),
});

const one = z.object({ id, ...keyed });
const batches = t.router({
  list: query.query(({ ctx }) => ctx.services.batches.list()),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.batches.get(input.id)),
  members: query.input(MemberPageQuery).query(({ ctx, input }) => ctx.services.batches.members(input)),
  create: query
    .input(z.object({ name: z.string().min(1).max(200), lane: Lane.default('batch'), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.batches.create(input, actOf(ctx, input))),
  seal: query.input(one).mutation(({ ctx, input }) => ctx.services.batches.seal(input.id, actOf(ctx, input))),
  pause: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.pause(input.id, actOf(ctx, input))),
  resume: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.resume(input.id, actOf(ctx, input))),
  cancel: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.cancel(input.id, actOf(ctx, input))),
  retryFailed: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.retryFailed(input.id, actOf(ctx, input))),
});

const ingest = t.router({
  paths: query
    .input(IngestPaths.extend(keyed))
    .mutation(({ ctx, input }) => ctx.services.ingest.paths(input, actOf(ctx, input))),
});

const deadLetters = t.router({
  page: query.input(DeadLetterQuery).query(({ ctx, input }) => ctx.services.deadLetters.page(input)),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.deadLetters.get(input.id)),
  retry: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.deadLetters.retry(input.ids, actOf(ctx, input))),
  discard: query
    .input(z.object({ ids, reason: z.string().trim().min(1).max(500), ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.deadLetters.discard(input.ids, input.reason, actOf(ctx, input)),
    ),
});

const metrics = t.router({
  history: query
    .input(z.object({ seconds: z.number().int().min(1).max(3600).default(300) }))
    .query(({ ctx, input }) => ctx.services.metrics.history(input.seconds)),
  depths: query.query(({ ctx }) => ctx.services.metrics.depths()),
});

const engines = t.router({
  query: query
    .input(EngineQuestion)
    .query(({ ctx, input, signal }) => ctx.services.engines.query(input, signal)),
  act: query.input(EngineQuestion.extend(keyed)).mutation(({ ctx, input }) => {
    const { key: _key, ...question } = input;
    return ctx.services.engines.act(question, actOf(ctx, input));
  }),
});

const system = t.router({
  info: query.query(({ ctx }) => ctx.services.system.info()),
  health: query.query(({ ctx }) => ctx.services.system.health()),
  engines: query.query(({ ctx }) => ctx.services.system.engines()),
  processes: query.query(({ ctx }) => ctx.services.system.processes()),
  act: query
    .input(z.object({ name: id, act: z.enum(['restart', 'kill']), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.system.act(input.name, input.act, actOf(ctx, input))),
});

export const router = t.router({
  jobs,
  batches,
  ingest,
  deadLetters,
  metrics,
  engines,
  system,
  events: query.subscription(async function* ({ ctx, signal }) {
    yield* ctx.services.events(signal ?? new AbortController().signal);
  }),
});
export type Router = typeof router;
