/** Asks the store for a copy of its data directory, and waits for it. */
import { randomUUID } from 'node:crypto';
import { FlightlineError } from '#contract/errors';
import { StoreCopied, topics } from '#contract/relay';
import type { ChildLink } from '../../runtime/child';

const limitMs = 10 * 60_000;

export class StoreCopier {
  private readonly waiting = new Map<string, (error: string | null) => void>();

  constructor(private readonly link: ChildLink) {}

  /** `dir` is made; it holds the whole database as of a moment within the call. @throws FlightlineError `NOT_READY` */
  async copyTo(dir: string, signal: AbortSignal): Promise<void> {
    const id = randomUUID();
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const error = await new Promise<string | null>((resolve) => {
      this.waiting.set(id, resolve);
      limit.addEventListener('abort', () => resolve('it was broken off'), { once: true });
      this.link.relay('store', topics.storeCopy, { id, dir });
    });
    this.waiting.delete(id);
    signal.throwIfAborted();
    if (error !== null) throw new FlightlineError('NOT_READY', `The database could not be copied: ${error}.`);
  }

  onCopied(body: unknown): void {
    const { id, error } = StoreCopied.parse(body);
    this.waiting.get(id)?.(error);
  }
}
