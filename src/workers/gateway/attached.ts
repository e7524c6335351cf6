/** What only the instance can do that does the work: one that is attached to it has neither its files nor its engines. */
import { FlightlineError } from '#contract/errors';
import type { Settings } from '#contract/settings';

/** @throws FlightlineError `CONFLICT` when this instance only looks at one elsewhere */
export function assertWorksHere({ attached }: Pick<Settings, 'attached'>, what: string): void {
  if (attached)
    throw new FlightlineError(
      'CONFLICT',
      `${what} where the engines and files of this profile are: on the machine of that instance, not here.`,
    );
}
