/** What a model's address says against a question: its status, when to come back, and its own words. */
import { z } from 'zod';
import { CaptionFailure } from './caption-provider';

/** Enough for any message; an error page may be of any size. */
const mostBytes = 16 * 1024;
const mostCharacters = 300;

/** Google's errors (google.rpc.Status) and OpenAI's look alike; Ollama's are but a sentence. */
const Complaint = z
  .object({
    error: z.union([
      z.string().transform((message) => ({ message, status: '', details: [] })),
      z.object({
        message: z.string().catch(''),
        status: z.string().catch(''),
        details: z
          .array(z.object({ reason: z.string().optional(), retryDelay: z.string().optional() }).catch({}))
          .catch([]),
      }),
    ]),
  })
  .transform(({ error }) => error)
  .catch({ message: '', status: '', details: [] });

/**
 * @param response not ok; its body is read in part, and let go
 * @param secret is not repeated, whatever the server does
 */
export async function failureOf(response: Response, secret: string | undefined): Promise<CaptionFailure> {
  const { status } = response;
  const complaint = complaintOf(await startOf(response));
  const said = wordsOf(complaint.message, secret);
  if (status === 429 || status >= 500 || status === 408) {
    const retryAfterMs =
      waitOf(response.headers.get('retry-after')) ??
      delayOf(complaint.details.find(({ retryDelay }) => retryDelay)?.retryDelay);
    return new CaptionFailure('busy', `The model is busy (status ${status}).${said}`, { retryAfterMs });
  }
  // Google answers 400 to a wrong key, and to a country it does not serve.
  const isForAll =
    complaint.status === 'FAILED_PRECONDITION' ||
    complaint.details.some(({ reason }) => reason?.startsWith('API_KEY_'));
  if (status === 401 || status === 403 || status === 404 || isForAll)
    return new CaptionFailure(
      'denied',
      `The model's address, name or key is not accepted (status ${status}).${said}`,
    );
  // A word that the model does not know is answered as a picture that it does not take.
  return new CaptionFailure('refused', `The model does not take this picture (status ${status}).${said}`, {
    isDoubtful: status === 400,
  });
}

function complaintOf(body: string): z.output<typeof Complaint> {
  try {
    const value: unknown = JSON.parse(body);
    // Google's address for OpenAI's dialect wraps its error into a list.
    return Complaint.parse(Array.isArray(value) ? value[0] : value);
  } catch {
    return Complaint.parse(null);
  }
}

/** What cannot be read of an error is no other error. */
async function startOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response.body ?? []) {
      pieces.push(piece as Uint8Array);
      bytes += (piece as Uint8Array).length;
      if (bytes > mostBytes) break;
    }
  } catch {
    return '';
  }
  return Buffer.concat(pieces).toString('utf8');
}

function wordsOf(message: string, secret: string | undefined): string {
  const words = (secret ? message.replaceAll(secret, '[key]') : message).replace(/\s+/g, ' ').trim();
  if (words === '') return '';
  return ` It says: ${words.length > mostCharacters ? `${words.slice(0, mostCharacters)}…` : words}`;
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
function waitOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const waitMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return waitMs > 0 ? waitMs : undefined;
}

/** A duration as protocol buffers write it in JSON: `12.5s` (google.rpc.RetryInfo). */
function delayOf(duration: string | undefined): number | undefined {
  const seconds = Number.parseFloat(/^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1] ?? '');
  return seconds > 0 ? seconds * 1000 : undefined;
}
