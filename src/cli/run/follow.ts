/** Follows a batch to its end: by what the gateway pushes, and by asking, should a message be lost. */
import type { Batch } from '#contract/batches';
import type { Session } from '../connect/session';

const askEveryMs = 2000;

export function hasEnded({ state }: Pick<Batch, 'state'>): boolean {
  return state === 'done' || state === 'cancelled';
}

/** Resolves at `wake()`, after the limit, or when the signal aborts. */
class Bell {
  private ring: (() => void) | null = null;
  private rung = false;

  wake(): void {
    this.rung = true;
    this.ring?.();
  }

  /** @returns whether it was woken */
  async wait(limitMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.rung && !signal.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        this.ring = end;
        signal.addEventListener('abort', end);
      });
    const woken = this.rung;
    this.rung = false;
    this.ring = null;
    return woken;
  }
}

/**
 * Yields the batch as it is now and after each change; the last is its end.
 * @throws InstanceGoneError; the signal's reason when it aborts
 */
export async function* followBatch(session: Session, id: string, signal: AbortSignal): AsyncGenerator<Batch> {
  const bell = new Bell();
  let pushed: Batch | null = null;
  const events = session.api.events.subscribe(undefined, {
    onData(event) {
      if (event.type !== 'batch' || event.batch.id !== id) return;
      pushed = event.batch;
      bell.wake();
    },
    onError: () => undefined, // asking goes on without it
  });
  const ask = () => session.call((api) => api.batches.get.query({ id }));
  try {
    for (let batch = await ask(); ;) {
      signal.throwIfAborted();
      yield batch;
      if (hasEnded(batch)) return;
      const woken = await bell.wait(askEveryMs, signal);
      signal.throwIfAborted();
      batch = (woken ? takePushed() : null) ?? (await ask());
    }
  } finally {
    events.unsubscribe();
  }

  function takePushed(): Batch | null {
    const batch = pushed;
    pushed = null;
    return batch;
  }
}
