/** Files by content: what every implementation of the blob store offers, whatever it stands on. */

/** The first 64 KiB: enough to tell what kind of file it is. */
export const headBytes = 64 * 1024;

export interface PutOptions {
  /** More is refused with `FILE_TOO_LARGE`. */
  maxBytes: number;
  signal?: AbortSignal;
  /** What the sender announced; a source that ends elsewhere is refused with `FILE_UNREADABLE`. */
  expectedBytes?: number;
}

export interface PutFileOptions extends Omit<PutOptions, 'expectedBytes'> {
  /** Sees a file that is larger than its head before it is stored; what it throws is thrown on. */
  admit?: (file: { sizeBytes: number; head: Uint8Array }) => void;
}

export interface PutResult {
  sha256: string;
  sizeBytes: number;
  /** The same content was there before. */
  existed: boolean;
  head: Uint8Array;
}

export interface BlobStat {
  sizeBytes: number;
  /** When it was put, or put again; ms since the epoch. */
  storedAt: number;
}

export interface ByteRange {
  start: number;
  /** Inclusive, as in HTTP. */
  end: number;
}

export interface BlobUsage {
  usedBytes: number;
  freeBytes: number;
  quotaBytes: number | null;
}

/** What engines and the console need. */
export interface BlobSource {
  /**
   * The whole blob; its hash is checked.
   * @throws FlightlineError `BLOB_NOT_FOUND`, `BLOB_CORRUPT`
   */
  read(sha256: string): Promise<Uint8Array>;
  /** Piece by piece, without a check of the hash. @throws FlightlineError `BLOB_NOT_FOUND` at the first piece */
  stream(sha256: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Bytes from `start` up to, not including, `end`, or the end of the blob. @throws FlightlineError `BLOB_NOT_FOUND` */
  part(sha256: string, start: number, end: number): Promise<Uint8Array>;
  /** Null when it is not there. */
  stat(sha256: string): Promise<BlobStat | null>;
}

export interface CollectOptions {
  /** Younger blobs stay: their job may not be written yet. */
  minAgeMs: number;
  /** Also deletes nothing, only counts. */
  dryRun?: boolean;
  /** Told of each that was deleted, so that what was made from it goes too. */
  onRemoved?: (sha256: string) => Promise<void>;
  signal?: AbortSignal;
}

export interface Collected {
  removed: number;
  removedBytes: number;
  kept: number;
}

/** Every method that takes a hash throws FlightlineError `INVALID_INPUT` when it is not 64 lower-case hex digits. */
export interface BlobStore extends BlobSource {
  /**
   * Stores what the source gives; once it resolves the blob survives a power cut. An empty source is stored too.
   * What the source throws is thrown on, as is the signal's reason; nothing is left behind then.
   * @throws FlightlineError `FILE_TOO_LARGE`, `FILE_UNREADABLE`, `NO_SPACE`, `QUOTA_EXCEEDED`
   */
  put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<PutResult>;
  /**
   * Stores a file of this machine; it is read once and stays where it is. Only a regular file: no link, pipe, device.
   * @throws FlightlineError as `put`, and `FILE_NOT_FOUND`
   */
  putFile(path: string, options: PutFileOptions): Promise<PutResult>;
  has(sha256: string): Promise<boolean>;
  /** @returns whether it was there */
  remove(sha256: string): Promise<boolean>;
  usage(): Promise<BlobUsage>;
  /** Deletes old blobs that nothing refers to. `isReferenced` is asked in lists and gives those that stay. */
  collectGarbage(
    isReferenced: (hashes: string[]) => Promise<Set<string>>,
    options: CollectOptions,
  ): Promise<Collected>;
  /** What the opening found and mended. */
  readonly report: { restoredBlobs: number; temporaryFiles: number };
  close(): Promise<void>;
}
