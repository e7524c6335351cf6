/** Vectors of pictures that somebody searches with: kept for a while, so that pages of results need not look again. */
import { createHash } from 'node:crypto';
import type { Vector } from './engine-side';

const mostKept = 200;

export class PictureMemory {
  private readonly vectors = new Map<string, Vector>();

  constructor(private readonly look: (bytes: Uint8Array) => Promise<Vector>) {}

  /** @returns the name under which it is remembered @throws FlightlineError when it is no picture */
  async remember(bytes: Uint8Array): Promise<string> {
    const name = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    const vector = this.vectors.get(name) ?? (await this.look(bytes));
    // The newest last.
    this.vectors.delete(name);
    this.vectors.set(name, vector);
    const [oldest] = this.vectors.keys();
    if (this.vectors.size > mostKept && oldest !== undefined) this.vectors.delete(oldest);
    return name;
  }

  vectorOf(name: string): Vector | null {
    return this.vectors.get(name) ?? null;
  }
}
