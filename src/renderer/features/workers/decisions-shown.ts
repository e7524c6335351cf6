/** Chart and log show the same decisions, so they are read once. */
export function decisionsShown(pool: string) {
  return { pool: pool as 'igc', limit: 200 };
}
