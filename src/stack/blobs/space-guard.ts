/** Keeps the store within its quota and the disk above its reserve. Bytes are asked for before they are written. */
import { statfs } from 'node:fs/promises';
import { FlightlineError } from '#contract/errors';
import type { BlobUsage } from './blob-store';

export interface SpaceLimits {
  quotaBytes: number | null;
  /** Left free on the file system whatever comes. */
  minFreeBytes: number;
}

/** The file system is asked again after so long, or after so many bytes were granted since. */
const freshMs = 500;
const freshBytes = 16 * 1024 * 1024;

/** Bytes that were granted to one put. Exactly one of the two ends it. */
export interface Grant {
  /** They are stored. */
  keep(): void;
  /** They were not needed, or are gone. */
  drop(): void;
}

export class SpaceGuard {
  private usedBytes = 0;
  private free = { bytes: 0, at: -Infinity, grantedSince: 0 };

  /** @param measured the bytes that are there already; only waited for when there is a quota */
  constructor(
    private readonly root: string,
    private readonly limits: SpaceLimits,
    private readonly measured: Promise<number>,
  ) {
    // Who needs the figure gets the error; until then nobody may be listening.
    measured.catch(() => undefined);
  }

  /** @throws FlightlineError `QUOTA_EXCEEDED`, `NO_SPACE` */
  async grant(bytes: number): Promise<Grant> {
    await this.checkQuota(bytes);
    const left = (await this.freeBytes(bytes)) - bytes;
    if (left < this.limits.minFreeBytes) {
      const message = `${mebibytes(left + bytes)} MiB are free, and ${mebibytes(this.limits.minFreeBytes)} MiB must stay free.`;
      throw new FlightlineError('NO_SPACE', message);
    }
    this.usedBytes += bytes;
    this.free.grantedSince += bytes;
    let isOpen = true;
    const end = (returned: number) => {
      if (isOpen) this.usedBytes -= returned;
      isOpen = false;
    };
    return { keep: () => end(0), drop: () => end(bytes) };
  }

  /** After blobs were deleted. */
  released(bytes: number): void {
    this.usedBytes -= bytes;
  }

  async usage(): Promise<BlobUsage> {
    const usedBytes = (await this.measured) + this.usedBytes;
    this.free.at = -Infinity;
    const freeBytes = Math.max(0, (await this.freeBytes(0)) - this.limits.minFreeBytes);
    return { usedBytes, freeBytes, quotaBytes: this.limits.quotaBytes };
  }

  private async checkQuota(bytes: number): Promise<void> {
    const quota = this.limits.quotaBytes;
    if (quota === null) return;
    const before = await this.measured;
    if (before + this.usedBytes + bytes <= quota) return;
    const message = `The store holds ${mebibytes(before + this.usedBytes)} of the ${mebibytes(quota)} MiB it may hold.`;
    throw new FlightlineError('QUOTA_EXCEEDED', message);
  }

  private async freeBytes(wanted: number): Promise<number> {
    const isFresh =
      performance.now() - this.free.at < freshMs && this.free.grantedSince + wanted < freshBytes;
    if (!isFresh) {
      const found = await statfs(this.root);
      this.free = { bytes: found.bavail * found.bsize, at: performance.now(), grantedSince: 0 };
    }
    return this.free.bytes - this.free.grantedSince;
  }
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
