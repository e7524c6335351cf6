/** Has a picture looked at, to search by it; it is not stored. */
import { z } from 'zod';
import { FlightlineError, isErrorCode } from '#contract/errors';

const Answer = z.object({ picture: z.string() });
const Refusal = z.object({ code: z.string(), message: z.string() });

/** @returns the name to search by @throws FlightlineError with the instance's reason */
export async function lookAtPicture(file: File): Promise<string> {
  const body = new FormData();
  body.append('file', file, file.name);
  let answer: Response;
  try {
    answer = await fetch('/api/v1/search/picture', { method: 'POST', body });
  } catch (cause) {
    throw new FlightlineError('CONNECTION_LOST', 'The instance did not answer.', { cause });
  }
  const json: unknown = await answer.json().catch(() => null);
  if (answer.ok) return Answer.parse(json).picture;
  const refusal = Refusal.safeParse(json).data;
  const code = refusal && isErrorCode(refusal.code) ? refusal.code : 'ENGINE_FAILED';
  throw new FlightlineError(code, refusal?.message ?? `The instance answered ${answer.status}.`);
}
