/** A server of the tester's choice. */
export function readEnvironmentUrl(): string | undefined {
  return process.env.DATABASE_URL;
}
