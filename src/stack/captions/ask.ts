/** One question to a model's address, and every way in which it may go wrong, told as a CaptionFailure. */
import { type ZodType } from 'zod';
import { messageOf } from '#contract/errors';
import { Caption, CaptionFailure } from './caption-provider';

const limitMs = 20_000;
const mostAnswerBytes = 256 * 1024;

export interface Question {
  url: string;
  headers: Record<string, string>;
  body: unknown;
  signal: AbortSignal;
  /** For tests. */
  timeoutMs?: number;
}

/** @returns the answer's JSON in the shape asked for @throws CaptionFailure; the signal's reason */
export async function ask<T>(question: Question, shape: ZodType<T>): Promise<T> {
  const { url, headers, body, signal, timeoutMs = limitMs } = question;
  const limit = AbortSignal.timeout(timeoutMs);
  let status: number;
  let text: string;
  let retryAfter: string | null;
  try {
    const response = await fetch(url, {
      method: 'POST',
      // An address that sends us on would get the key.
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, limit]),
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    // What an error says at length is not read: it may be a page of any size.
    text = response.ok ? await textOf(response) : '';
    if (!response.ok) await response.body?.cancel();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof CaptionFailure) throw error;
    const why = limit.aborted ? `no answer in ${timeoutMs / 1000} s` : messageOf(error);
    throw new CaptionFailure('busy', `The model could not be asked: ${why}.`, { cause: error });
  }
  if (status < 200 || status > 299) throw failureOf(status, retryAfter);
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new CaptionFailure('nonsense', noCaption, { cause: error });
  }
}

const noCaption = 'The model answered something that is no caption.';

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    const content = piece as Uint8Array;
    bytes += content.length;
    if (bytes > mostAnswerBytes)
      throw new CaptionFailure('nonsense', 'The model answered far more than a caption.');
    pieces.push(content);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function failureOf(status: number, retryAfter: string | null): CaptionFailure {
  if (status === 429 || status >= 500 || status === 408) {
    const retryAfterMs = retryAfter === null ? undefined : waitOf(retryAfter);
    return new CaptionFailure('busy', `The model is busy (status ${status}).`, { retryAfterMs });
  }
  if (status === 401 || status === 403 || status === 404)
    return new CaptionFailure('denied', `The model's address or key is not accepted (status ${status}).`);
  return new CaptionFailure('refused', `The model does not take this picture (status ${status}).`);
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
function waitOf(retryAfter: string): number | undefined {
  const waitMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return waitMs > 0 ? waitMs : undefined;
}

/** Models put JSON into a code block, or words before it. @throws CaptionFailure `nonsense`: another try may fit */
export function captionOf(answer: string): Caption {
  const from = answer.indexOf('{');
  const to = answer.lastIndexOf('}');
  try {
    return Caption.parse(JSON.parse(answer.slice(from, to + 1)));
  } catch (error) {
    throw new CaptionFailure('nonsense', noCaption, { cause: error });
  }
}
