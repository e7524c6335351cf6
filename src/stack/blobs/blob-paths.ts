/** Where blobs lie: `sha256/ab/<hash>`. A path is only ever made from a checked hash. */
import path from 'node:path';
import { FlightlineError } from '#contract/errors';

const hashPattern = /^[0-9a-f]{64}$/;

/** The 256 folders under `sha256`, made at the first opening so that no put has to make one. */
export const shardNames: readonly string[] = Array.from({ length: 256 }, (_, index) =>
  index.toString(16).padStart(2, '0'),
);

export function isBlobHash(name: string): boolean {
  return hashPattern.test(name);
}

/** @throws FlightlineError `INVALID_INPUT` */
export function checkedHash(sha256: string): string {
  if (!hashPattern.test(sha256)) {
    throw new FlightlineError(
      'INVALID_INPUT',
      `${JSON.stringify(sha256.slice(0, 80))} is no SHA-256: 64 digits of 0-9 and a-f.`,
    );
  }
  return sha256;
}

export class BlobPaths {
  readonly shards: string;
  readonly temporary: string;
  /** Small blobs that may not be flushed in their place yet; see intake-log. */
  readonly log: string;

  constructor(readonly root: string) {
    this.shards = path.join(root, 'sha256');
    this.temporary = path.join(root, 'tmp');
    this.log = path.join(root, 'log');
  }

  shardOf(sha256: string): string {
    return path.join(this.shards, checkedHash(sha256).slice(0, 2));
  }

  fileOf(sha256: string): string {
    return path.join(this.shardOf(sha256), sha256);
  }
}
