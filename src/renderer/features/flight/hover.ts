/** The moment of the flight under the pointer, shared by map and barogram without drawing React again. */

type Listener = (index: number | null) => void;

export class HoverStore {
  #index: number | null = null;
  readonly #listeners = new Set<Listener>();

  readonly get = (): number | null => this.#index;

  set(index: number | null): void {
    if (index === this.#index) return;
    this.#index = index;
    for (const listener of this.#listeners) listener(index);
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
