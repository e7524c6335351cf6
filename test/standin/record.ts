/** What the stand-in has done and what tests have told it to answer; read and set over the control channel. */

/** Calls that would have left the app, in order. */
export const calls: { api: string; args: unknown[] }[] = [];

export function record(api: string, ...args: unknown[]): void {
  calls.push({ api, args });
}
