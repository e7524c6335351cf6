/** The perceptual hashes of all pictures in memory: 16 bytes each, and a search through 100,000 takes a millisecond. */
import type { Database } from '../../../stack/database/open';

const firstRoom = 1024;

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export class PhashMemory {
  private words = new Int32Array(2 * firstRoom);
  private readonly ids: string[] = [];
  private readonly known = new Set<string>();

  static async load(database: Database): Promise<PhashMemory> {
    const memory = new PhashMemory();
    // As text: 64 bits do not fit a JavaScript number.
    const found = await database.pool.query<{ id: string; phash: string }>(
      'select id, phash::text as phash from flightline.assets',
    );
    for (const { id, phash } of found.rows) memory.add(id, BigInt.asUintN(64, BigInt(phash)));
    return memory;
  }

  add(id: string, hash: bigint): void {
    if (this.known.has(id)) return;
    this.known.add(id);
    const at = this.ids.push(id) - 1;
    if (2 * at + 2 > this.words.length) {
      const wider = new Int32Array(this.words.length * 2);
      wider.set(this.words);
      this.words = wider;
    }
    this.words[2 * at] = Number(BigInt.asIntN(32, hash >> 32n));
    this.words[2 * at + 1] = Number(BigInt.asIntN(32, hash));
  }

  /** Assets whose hash differs in at most `bits`, nearest first; `limit` at most. */
  near(hash: bigint, bits: number, limit: number): string[] {
    const high = Number(BigInt.asIntN(32, hash >> 32n));
    const low = Number(BigInt.asIntN(32, hash));
    const found: { id: string; distance: number }[] = [];
    for (const [at, id] of this.ids.entries()) {
      const distance = ones((this.words[2 * at] ?? 0) ^ high) + ones((this.words[2 * at + 1] ?? 0) ^ low);
      if (distance <= bits) found.push({ id, distance });
    }
    return found
      .sort((a, b) => a.distance - b.distance)
      .slice(0, limit)
      .map(({ id }) => id);
  }
}
