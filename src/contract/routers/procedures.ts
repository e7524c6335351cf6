/** What every router of the console's API is made of: its context, errors with codes, and mutations with keys. */
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import { awayError } from '../away';
import { FlightlineError, errorCatalogue } from '../errors';
import { issuesText } from '../issues';
import type { Services } from '../services';
import type { Act } from '../services/act';

export interface RouterContext {
  services: Services;
  /** Who is on the other end: `console`, `desktop`, `cli`, or the name of an API key. */
  actor: string;
}

export const t = initTRPC.context<RouterContext>().create({
  errorFormatter({ shape, error }) {
    const cause = flightlineError(error.cause);
    if (cause === null) return { ...shape, data: { ...shape.data, flightline: null } };
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

/** What does not fit a procedure's schema is told as a sentence, too, and so is a part that is away. */
function flightlineError(cause: unknown): FlightlineError | null {
  if (cause instanceof FlightlineError) return cause;
  return cause instanceof z.ZodError
    ? new FlightlineError('INVALID_INPUT', issuesText(cause))
    : awayError(cause);
}

/** What read-only mode lets through: leaving it, ending the restore that brought it, and turning to another profile. */
const unlocking: ReadonlySet<string> = new Set([
  'access.setReadOnly',
  'backups.cancelRestore',
  'profiles.use',
]);

export const query = t.procedure.use(({ ctx, type, path, next }) => {
  if (type === 'mutation' && !unlocking.has(path)) ctx.services.assertWritable();
  return next();
});
export const id = z.string().min(1).max(100);
export const ids = z.array(id).min(1).max(100_000);
/** Every mutation carries a key; the same key again gives the same answer and changes nothing more. */
export const keyed = { key: z.uuid() };
export const one = z.object({ id, ...keyed });

export function actOf(ctx: RouterContext, input: { key: string }): Act {
  return { actor: ctx.actor, key: input.key };
}
