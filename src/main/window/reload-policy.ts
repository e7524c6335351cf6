/** What to do when the page's process is gone: reload once, show a page that stands still when it happens again. */

const forgiveAfterMs = 60_000;

export class ReloadPolicy {
  #lastCrashAt = -Infinity;

  onCrash(now: number): 'reload' | 'give-up' {
    const isFirst = now - this.#lastCrashAt > forgiveAfterMs;
    this.#lastCrashAt = now;
    return isFirst ? 'reload' : 'give-up';
  }
}
