/** Runs a function at most once per interval for each key: at once, then once more at the end if it was asked for. */

export class Throttle {
  readonly #intervalMs: number;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #again = new Map<string, () => void>();

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  run(key: string, act: () => void): void {
    if (this.#timers.has(key)) {
      this.#again.set(key, act);
      return;
    }
    act();
    this.#wait(key);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#again.clear();
  }

  #wait(key: string): void {
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      const act = this.#again.get(key);
      if (!act) return;
      this.#again.delete(key);
      act();
      this.#wait(key);
    }, this.#intervalMs);
    this.#timers.set(key, timer);
  }
}
