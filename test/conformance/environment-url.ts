/** A server of the tester's choice. */
export function readEnvironmentUrl(): string | undefined {
  // eslint-disable-next-line no-restricted-properties -- tests have no settings; this is their one variable
  return process.env.DATABASE_URL;
}
