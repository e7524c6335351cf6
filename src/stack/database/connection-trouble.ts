/** Tells a database that is away from one that refuses. */

/** PostgreSQL's own refusals have a five-character SQLSTATE; everything else is the connection. Class 08 and 57 are, too. */
export function isConnectionTrouble(error: unknown): boolean {
  const state = (error as { code?: unknown }).code;
  return (
    typeof state !== 'string' ||
    !/^[0-9A-Z]{5}$/.test(state) ||
    state.startsWith('08') ||
    state.startsWith('57')
  );
}
