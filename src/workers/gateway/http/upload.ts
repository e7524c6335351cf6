/** Takes an uploaded file into the blob store; what no engine would read is refused by its first bytes. */
import type { Readable } from 'node:stream';
import { FlightlineError, messageOf } from '#contract/errors';
import { headBytes } from '../../../stack/blobs/blob-store';
import type { IntakeFile } from '../intake/intake';
import { mostBytes, routeFile } from '../intake/route-file';
import type { GatewayParts } from '../parts';

interface Peeked {
  head: Uint8Array;
  /** Everything, the first bytes too. */
  all: AsyncIterable<Uint8Array>;
  /** Reads what is left and forgets it: the next file of the body comes only then. `resume()` would not, once it is iterated. */
  drain(): Promise<void>;
}

/** Reads the first bytes. */
async function peek(stream: Readable): Promise<Peeked> {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first: Buffer[] = [];
  let size = 0;
  let ended = false;
  while (size < headBytes && !ended) {
    const step = await iterator.next();
    if (step.done === true) ended = true;
    else {
      first.push(step.value);
      size += step.value.length;
    }
  }
  const head = Buffer.concat(first);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  async function drain(): Promise<void> {
    while (!(await iterator.next()).done);
  }
  return { head: head.subarray(0, headBytes), all: all(), drain };
}

/** Never throws for what is wrong with the file itself. @throws FlightlineError for what is wrong with this machine */
export async function takeUpload(
  parts: GatewayParts,
  upload: { fileName: string; stream: Readable; engine?: string; signal: AbortSignal },
): Promise<IntakeFile> {
  const { fileName, stream, signal } = upload;
  const startedAt = Date.now();
  const { head, all, drain } = await peek(stream);
  const first = routeFile(parts.engines, { fileName, head, sizeBytes: head.length }, upload.engine);
  if ('code' in first) {
    await drain();
    return { fileName, sizeBytes: head.length, refusal: first };
  }
  try {
    const blob = await parts.blobs.put(all, { maxBytes: mostBytes(first.engines), signal });
    return { fileName, ...blob, received: { startedAt, endedAt: Date.now() } };
  } catch (error) {
    if (!(error instanceof FlightlineError && error.code === 'FILE_TOO_LARGE')) throw error;
    await drain();
    return { fileName, sizeBytes: head.length, refusal: { code: error.code, message: messageOf(error) } };
  }
}
