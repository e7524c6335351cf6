/** Decoded blocks by least recent use, limited in bytes; one per thread. */
import { messageOf } from '#contract/errors';
import type { Block } from './raster';
import { UnusableRaster } from './raster';

/** A block that could not be read, and why. */
export interface BrokenBlock {
  reason: string;
}
/** Null: there is no such tile in its pyramid. */
export type CachedBlock = Block | BrokenBlock | null;

export const isBroken = (block: CachedBlock): block is BrokenBlock => block !== null && 'reason' in block;

const ENTRY_BYTES = 200;
const bytesOf = (block: CachedBlock) =>
  ENTRY_BYTES + (block === null || isBroken(block) ? 0 : block.values.byteLength);

export class BlockCache {
  private readonly blocks = new Map<string, CachedBlock>();
  private readonly reading = new Map<string, Promise<CachedBlock>>();
  private held = 0;

  constructor(private readonly limitBytes: number) {}

  /** Undefined: not read yet. */
  peek(key: string): CachedBlock | undefined {
    const block = this.blocks.get(key);
    if (block === undefined) return undefined;
    this.blocks.delete(key);
    this.blocks.set(key, block);
    return block;
  }

  /** Reads it once, however many ask. Never rejects: what fails is a `BrokenBlock`. */
  async get(key: string, read: () => Promise<Block | null>): Promise<CachedBlock> {
    const found = this.peek(key);
    if (found !== undefined) return found;
    let reading = this.reading.get(key);
    if (!reading) {
      reading = this.readAndKeep(key, read).finally(() => this.reading.delete(key));
      this.reading.set(key, reading);
    }
    return reading;
  }

  private async readAndKeep(key: string, read: () => Promise<Block | null>): Promise<CachedBlock> {
    try {
      const block = await read();
      this.keep(key, block);
      return block;
    } catch (error) {
      const broken = { reason: messageOf(error) };
      // Content stays as it is; a disk that was away may be back.
      if (error instanceof UnusableRaster) this.keep(key, broken);
      return broken;
    }
  }

  private keep(key: string, block: CachedBlock): void {
    this.blocks.set(key, block);
    this.held += bytesOf(block);
    for (const [oldest, old] of this.blocks) {
      if (this.held <= this.limitBytes || this.blocks.size === 1) return;
      this.blocks.delete(oldest);
      this.held -= bytesOf(old);
    }
  }
}
