/** Every error Flightline reports, declared once: code, HTTP status and what the user can do about it. */

const catalogue = {
  // Input that can never succeed: not retried.
  INVALID_INPUT: {
    status: 400,
    action: 'The message says what does not fit; correct the request or the file.',
  },
  INVALID_FLIGHT: {
    status: 400,
    action: 'The file holds no usable flight; the detail says what is missing.',
  },
  EMPTY_FILE: { status: 400, action: 'The file has no bytes; export it again from its source.' },
  UNKNOWN_TYPE: { status: 415, action: 'No engine reads this kind of file.' },
  FILE_TOO_LARGE: { status: 413, action: 'Split or shrink the file, or raise the limit in the settings.' },
  // Things of the machine.
  FILE_UNREADABLE: { status: 403, action: 'Give this user the right to read the file, then drop it again.' },
  FILE_NOT_FOUND: { status: 404, action: 'The path does not exist any more; drop the file again.' },
  NO_SPACE: { status: 507, action: 'Free disk space or choose another data directory, then try again.' },
  QUOTA_EXCEEDED: { status: 507, action: 'Raise the storage quota or remove results that are not needed.' },
  BLOB_NOT_FOUND: { status: 404, action: 'The stored file is gone; drop the original again.' },
  BLOB_CORRUPT: { status: 500, action: 'The stored file was damaged; drop the original again.' },
  // Work.
  NOT_FOUND: { status: 404, action: 'It may have been removed; look at the list again.' },
  METHOD_NOT_ALLOWED: { status: 405, action: 'Send it with a method that Allow names.' },
  CONFLICT: { status: 409, action: 'Its state has changed meanwhile; look again and repeat.' },
  SOFT_TIMEOUT: { status: 504, action: 'The work took too long; retry, or raise the time limit.' },
  HARD_TIMEOUT: {
    status: 504,
    action: 'The engine did not stop in time and was ended; retry, or raise the limit.',
  },
  ENGINE_CRASHED: { status: 500, action: 'The engine ended while it worked on this file; see the attempts.' },
  OUT_OF_MEMORY: {
    status: 500,
    action: 'The engine needed more memory than its limit; raise it or shrink the file.',
  },
  POISON: { status: 500, action: 'This file ends its engine process each time; keep it out and report it.' },
  CANCELLED: { status: 409, action: 'Somebody cancelled it; retry to run it again.' },
  STEP_FAILED: {
    status: 409,
    action: 'An earlier step of its workflow ended without a result; retry that one, and this one follows.',
  },
  INTERRUPTED: { status: 503, action: 'The instance was stopping; the job goes on after the next start.' },
  MODEL_MISSING: {
    status: 503,
    action: 'Put the folder of weights back into the models folder, or choose another model in the settings.',
  },
  LIBRARY_EMPTY: { status: 409, action: 'Add pictures or videos first.' },
  ENGINE_FAILED: { status: 500, action: 'The engine failed unexpectedly; retry, and report it if it stays.' },
  // Console and access.
  UNAUTHORIZED: { status: 401, action: 'Open the console with the link that the start printed.' },
  FORBIDDEN: { status: 403, action: 'This address or origin is not allowed.' },
  READ_ONLY: {
    status: 423,
    action:
      'Switch read-only mode off in the console, or with “flightline read-only off”, if you may change things here.',
  },
  WEBHOOK_URL_REFUSED: {
    status: 422,
    action: 'Give an https address, or http within your own network; no user, no password.',
  },
  TOO_MANY_REQUESTS: { status: 429, action: 'Send it again after the time in Retry-After.' },
  NOT_READY: { status: 503, action: 'A part of the instance is starting or down; try again in a moment.' },
  CONNECTION_LOST: { status: 503, action: 'The console lost its connection and is reconnecting.' },
  // Start.
  INSTANCE_LOCKED: {
    status: 409,
    action: 'Another Flightline uses this data directory; use its window or choose another.',
  },
  REDIS_UNSUITABLE: {
    status: 500,
    action: 'Correct the Redis server as the detail says, or the address: REDIS_URL, or that of the profile.',
  },
  REDIS_MISSING: { status: 500, action: 'Install redis-server, or set FLIGHTLINE_REDIS to its path.' },
  DATABASE_UNSUITABLE: {
    status: 500,
    action:
      'Correct the PostgreSQL server as the detail says, or the address: DATABASE_URL, or that of the profile.',
  },
  BACKUP_UNUSABLE: {
    status: 409,
    action: 'Choose another backup, or the version of Flightline that the detail names.',
  },
  BAD_SETTINGS: { status: 500, action: 'Correct the setting that the detail names.' },
} as const satisfies Record<string, { status: number; action: string }>;

export type ErrorCode = keyof typeof catalogue;
export const errorCatalogue: Record<ErrorCode, { status: number; action: string }> = catalogue;

/** An error of the catalogue: `message` says what happened here, `action` what the user can do. */
export class FlightlineError extends Error {
  override readonly name = 'FlightlineError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }

  get action(): string {
    return errorCatalogue[this.code].action;
  }
}

const neverRetried: ReadonlySet<ErrorCode> = new Set([
  'INVALID_INPUT',
  'INVALID_FLIGHT',
  'EMPTY_FILE',
  'UNKNOWN_TYPE',
  'FILE_TOO_LARGE',
  'BLOB_NOT_FOUND',
  'BLOB_CORRUPT',
  'POISON',
  'CANCELLED',
  'STEP_FAILED',
]);

/** Whether another attempt could end differently. */
export function isRetryable(code: ErrorCode): boolean {
  return !neverRetried.has(code);
}

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(catalogue, value);
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
