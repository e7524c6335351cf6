/** Gives every failure of the pipe one name: CONNECTION_LOST, whatever tRPC calls it. */
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { FlightlineError } from '#contract/errors';
import type { Router } from '#contract/router';

/** An error that carries no data did not come from the gateway: calls in flight were dropped, never replayed. */
export function connectionLink(): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (error.data) observer.error(error);
            else observer.error(TRPCClientError.from(lost(error)));
          },
        }),
      );
}

function lost(cause: unknown): FlightlineError {
  return new FlightlineError('CONNECTION_LOST', 'The connection to the instance was lost.', { cause });
}
