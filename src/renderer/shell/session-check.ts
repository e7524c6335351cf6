/** A browser does not tell why an upgrade was refused, so one plain request asks whether the session is valid. */

/** @returns true when the gateway answers and says 401; false when it is well or not there. */
export async function sessionIsRefused(): Promise<boolean> {
  try {
    const answer = await fetch('/api/v1/session', {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(3000),
    });
    return answer.status === 401;
  } catch {
    return false; // not reachable: that is a lost connection, not a refused one
  }
}
