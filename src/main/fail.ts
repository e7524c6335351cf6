/** The end of a desktop that cannot go on: says why and what to do, then exits with 1. */
import { app, dialog } from 'electron';
import { FlightlineError, messageOf } from '#contract/errors';

let isFailing = false;

/** The children end themselves when main is gone. */
export function fail(error: unknown): void {
  console.error(error);
  if (isFailing) return;
  isFailing = true;
  const isKnown = error instanceof FlightlineError;
  const advice = isKnown ? error.action : 'Start Flightline again; if it happens again, report it with the file desktop/main.log.';
  dialog.showErrorBox(isKnown ? 'Flightline cannot start' : 'Flightline stopped unexpectedly', `${messageOf(error)}\n\n${advice}`);
  app.exit(1);
}
