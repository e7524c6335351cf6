/** Finds the same flight in the results of another engine, which may see other flights in the file. */

/** The one that begins nearest to `startIso`; by position where a file has no date. */
export function matchFlight<Flight>(
  flights: readonly Flight[],
  wanted: { startIso: string; index: number },
  startOf: (flight: Flight) => string | null,
): Flight | null {
  const wantedMs = Date.parse(wanted.startIso);
  let best: Flight | null = null;
  let bestMs = Infinity;
  for (const flight of flights) {
    const start = startOf(flight);
    const awayMs = start === null ? Infinity : Math.abs(Date.parse(start) - wantedMs);
    if (awayMs < bestMs) [best, bestMs] = [flight, awayMs];
  }
  return best ?? flights[wanted.index] ?? null;
}
