/** Flushes directories, one flush for all that ask while another is under way. */
import { syncDirectory } from '../journal/durable';

export class DirectorySync {
  private readonly running = new Map<string, Promise<void>>();
  private readonly next = new Map<string, Promise<void>>();

  /** Resolves after a flush that began after the call. */
  flush(dir: string): Promise<void> {
    const running = this.running.get(dir);
    if (running === undefined) return this.start(dir);
    const joined = this.next.get(dir);
    if (joined !== undefined) return joined;
    const after = () => {
      this.next.delete(dir);
      return this.start(dir);
    };
    const next = running.then(after, after);
    this.next.set(dir, next);
    return next;
  }

  private start(dir: string): Promise<void> {
    const flush = syncDirectory(dir).finally(() => this.running.delete(dir));
    this.running.set(dir, flush);
    return flush;
  }
}
