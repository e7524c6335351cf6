/** Reads a derived view of a result as JSON. */
import { FlightlineError, isErrorCode } from '#contract/errors';
import { viewUrl } from './files';

/** @throws FlightlineError with the gateway's code, or CONNECTION_LOST when it did not answer */
export async function fetchView(jobId: string, view: string, signal: AbortSignal): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(viewUrl(jobId, view), { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new FlightlineError('CONNECTION_LOST', 'The instance did not answer.', { cause });
  }
  if (!answer.ok) throw await refusal(answer);
  return answer.json();
}

/** The gateway's error body is `{ code, message }`; older contracts say `{ detail }`. */
async function refusal(answer: Response): Promise<FlightlineError> {
  const body: unknown = await answer.json().catch(() => null);
  const field = (name: string): string | null => {
    if (typeof body !== 'object' || body === null || !(name in body)) return null;
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : null;
  };
  const code = field('code');
  const fallback =
    answer.status === 404 ? 'NOT_FOUND' : answer.status === 503 ? 'NOT_READY' : 'ENGINE_FAILED';
  const message = field('message') ?? field('detail') ?? `The instance answered ${answer.status}.`;
  return new FlightlineError(code !== null && isErrorCode(code) ? code : fallback, message);
}
