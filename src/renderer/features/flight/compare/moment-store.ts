/** The moment under the pointer in both flights, shared without drawing React again. */

export interface TwoMoments {
  /** On the common axis of time. */
  atS: number;
  /** Fixes; null where the flight does not fly at this moment. */
  a: number | null;
  b: number | null;
}

export class MomentStore {
  #now: TwoMoments | null = null;
  readonly #listeners = new Set<() => void>();

  readonly get = (): TwoMoments | null => this.#now;

  set(now: TwoMoments | null): void {
    this.#now = now;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
