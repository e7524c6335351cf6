/** A source under the limits of a put: size, announced length, and a signal that is heeded even while it stalls. */
import { FlightlineError } from '#contract/errors';
import type { PutOptions } from './blob-store';

/** Ends the source (its `return`) whichever way this ends. */
export async function* limited(
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): AsyncGenerator<Uint8Array> {
  options.signal?.throwIfAborted();
  refuseTooLarge(options.expectedBytes ?? 0, options.maxBytes);
  const iterator = source[Symbol.asyncIterator]();
  const aborted = abortOf(options.signal);
  let sizeBytes = 0;
  let isDone = false;
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted.promise]);
      if (step.done === true) break;
      sizeBytes += step.value.length;
      refuseTooLarge(sizeBytes, options.maxBytes);
      yield step.value;
    }
    isDone = true;
  } finally {
    aborted.stop();
    // Not awaited: a stalled source answers `return` only after the step it hangs in.
    if (!isDone) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
  if (options.expectedBytes !== undefined && sizeBytes !== options.expectedBytes) {
    const message = `The file ended after ${sizeBytes} of ${options.expectedBytes} bytes.`;
    throw new FlightlineError('FILE_UNREADABLE', message);
  }
}

export function refuseTooLarge(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes <= maxBytes) return;
  throw new FlightlineError(
    'FILE_TOO_LARGE',
    `The file is larger than the ${maxBytes} bytes that are allowed.`,
  );
}

interface Aborted {
  /** Rejects when the signal comes, else never settles. */
  promise: Promise<never>;
  stop: () => void;
}

function abortOf(signal: AbortSignal | undefined): Aborted {
  let stop = () => {};
  const promise = new Promise<never>((_resolve, reject) => {
    if (signal === undefined) return;
    const onAbort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    stop = () => signal.removeEventListener('abort', onAbort);
  });
  // Nobody may be racing at the moment the signal comes.
  promise.catch(() => undefined);
  return { promise, stop: () => stop() };
}
