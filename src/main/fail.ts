/** The end of a desktop that cannot go on: says why and what to do, then exits with 1. */
import { app, dialog } from 'electron';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Log } from '../stack/log';

let failureLog: Log | null = null;
let isFailing = false;

export function logFailuresTo(log: Log): void {
  failureLog = log;
}

/** The children end themselves when main is gone. */
export function fail(error: unknown): void {
  failureLog?.error('failed', { error });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (isFailing) return;
  isFailing = true;
  const isKnown = error instanceof FlightlineError;
  const title = isKnown ? 'Flightline cannot start' : 'Flightline stopped unexpectedly';
  const advice = isKnown
    ? error.action
    : 'Start it again; if it happens again, report it with logs/main.log.';
  dialog.showErrorBox(title, `${messageOf(error)}\n\n${advice}`);
  app.exit(1);
}
