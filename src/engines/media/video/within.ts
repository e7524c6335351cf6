/** Waits for work no longer than a limit, nor past an abort; the work itself is left to end. */
import { FlightlineError } from '#contract/errors';

/** @throws FlightlineError `INVALID_INPUT` at the limit; the signal's reason */
export async function within<T>(limitMs: number, signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined); // when it is late nobody listens any more
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    const timer = setTimeout(
      () => reject(new FlightlineError('INVALID_INPUT', `It was not read in ${limitMs / 1000} s.`)),
      limitMs,
    );
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  });
}
