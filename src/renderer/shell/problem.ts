/** Turns whatever was thrown into what the operator reads: code, sentence, and what can be done. */
import { TRPCClientError } from '@trpc/client';
import { FlightlineError, errorCatalogue, isErrorCode } from '#contract/errors';

export interface Problem {
  code: string;
  message: string;
  action: string;
}

function flightlineData(data: unknown): { code: string; action: string } | null {
  if (typeof data !== 'object' || data === null || !('flightline' in data)) return null;
  const inner = data.flightline;
  if (typeof inner !== 'object' || inner === null) return null;
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : null;
  const action = 'action' in inner && typeof inner.action === 'string' ? inner.action : null;
  return code !== null && action !== null ? { code, action } : null;
}

/** As one text; messages of libraries lack the full stop. */
export function problemText(error: unknown): string {
  const { message, action } = problemOf(error);
  return `${/[.!?]$/.test(message) ? message : `${message}.`} ${action}`;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof FlightlineError)
    return { code: error.code, message: error.message, action: error.action };
  if (error instanceof TRPCClientError) {
    const known = flightlineData(error.data);
    if (known) return { ...known, message: error.message };
    if (error.cause instanceof FlightlineError) return problemOf(error.cause);
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'UNEXPECTED', message, action: 'Try again; if it stays, look at the log of the instance.' };
}

/** What the catalogue advises for a code that came with a job or a file. */
export function actionFor(code: string | null): string | null {
  return code !== null && isErrorCode(code) ? errorCatalogue[code].action : null;
}

/** Whether asking again may end differently: the pipe was lost or the instance is still starting. */
export function isPassing(error: unknown): boolean {
  const { code } = problemOf(error);
  return code === 'CONNECTION_LOST' || code === 'NOT_READY';
}
