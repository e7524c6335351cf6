/** Tells a database that is away, or only busy, from one that refuses what it was asked. */

/** Five characters as a SQLSTATE has, with a digit as every one of PostgreSQL has: a socket's EPIPE, EPERM or EBADF has none. */
const sqlState = /^(?=.*\d)[0-9A-Z]{5}$/;

/** Thrown before anything was sent, e.g. for an outcome that is too long to be written as JSON: no patience helps. */
const isOfProgram = (error: unknown) =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;

function stateOf(error: unknown): string | null {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && sqlState.test(code) ? code : null;
}

/** The connection rather than the statement: no SQLSTATE at all, or one of class 08 (connection) or 57 (shut down). */
export function isConnectionTrouble(error: unknown): boolean {
  if (isOfProgram(error)) return false;
  const state = stateOf(error);
  return state === null || /^(08|57)/.test(state);
}

/** Whether the same statement may succeed later: the connection, a conflict with another (class 40), or want of room (53). */
export function isPassing(error: unknown): boolean {
  if (isOfProgram(error)) return false;
  const state = stateOf(error);
  return state === null || /^(08|57|40|53)/.test(state);
}
