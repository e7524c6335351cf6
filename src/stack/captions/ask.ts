/** One question to a model's address, and every way in which it may go wrong, told as a CaptionFailure. */
import { type ZodType } from 'zod';
import { messageOf } from '#contract/errors';
import { Caption, CaptionFailure } from './caption-provider';
import { failureOf } from './complaint';

/** A model of one's own is slow, and is loaded for its first answer. */
const limitMs = 60_000;
const mostAnswerBytes = 256 * 1024;

export interface Question {
  url: string;
  headers: Record<string, string>;
  /** The key among the headers, which no message may repeat. */
  secret?: string;
  body: unknown;
  signal: AbortSignal;
  /** For tests. */
  timeoutMs?: number;
}

/** @returns the answer's JSON in the shape asked for @throws CaptionFailure; the signal's reason */
export async function ask<T>(question: Question, shape: ZodType<T>): Promise<T> {
  const { url, headers, secret, body, signal, timeoutMs = limitMs } = question;
  const limit = AbortSignal.timeout(timeoutMs);
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      // An address that sends us on would get the key.
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, limit]),
    });
    if (!response.ok) throw await failureOf(response, secret);
    text = await textOf(response);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof CaptionFailure) throw error;
    const why = limit.aborted ? `no answer in ${timeoutMs / 1000} s` : messageOf(error);
    throw new CaptionFailure('busy', `The model could not be asked: ${why}.`, { cause: error });
  }
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

/** Models put JSON into a code block, or words before it, or thoughts with braces. @throws CaptionFailure `nonsense`: another try may fit */
export function captionOf(answer: string): Caption {
  const to = answer.lastIndexOf('}') + 1;
  const found = [answer.indexOf('{'), answer.lastIndexOf('{')].map((from) =>
    captionIn(answer.slice(from, to)),
  );
  const caption = found.find((one) => one !== null);
  if (!caption) throw new CaptionFailure('nonsense', noCaption);
  return caption;
}

function captionIn(json: string): Caption | null {
  try {
    return Caption.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
