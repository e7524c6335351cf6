/** What the command line ends with, and the errors that decide it. */
import { CommanderError } from 'commander';
import { FlightlineError, messageOf } from '#contract/errors';

export const exitCodes = {
  done: 0,
  /** The command itself could not be carried out. */
  failure: 1,
  usage: 2,
  /** Carried out, but some files or ids did not come through. */
  incomplete: 3,
  /** 128 + SIGINT, as shells expect it. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const;

/** What was typed cannot be meant: shown as its sentence, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** It cannot be done, and its sentence says all that there is to say: exit 1. */
export class CannotError extends Error {
  override readonly name = 'CannotError';
}

/** There is nothing to work with where the command was to look: its sentence says so, exit 1. */
export class NoInstanceError extends Error {
  override readonly name = 'NoInstanceError';

  constructor(what: string, dataDir: string) {
    super(`${what} in ${dataDir}; name its data directory with --data.`);
  }
}

/** Stopped by a signal, in order; the command has said already how to go on. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`Stopped by ${signal}.`);
    this.exitCode = signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
  }
}

/** Whoever read our output has closed it, e.g. `head`. */
export class ReaderGoneError extends Error {
  override readonly name = 'ReaderGoneError';
}

const shownByCommander = new Set(['commander.helpDisplayed', 'commander.version']);

export interface Ending {
  code: number;
  /** For stderr; empty when everything has been said. */
  text: string;
}

/** How an error that nobody caught ends the program. */
export function endingOf(error: unknown): Ending {
  if (error instanceof CommanderError)
    return { code: shownByCommander.has(error.code) ? exitCodes.done : exitCodes.usage, text: '' };
  if (error instanceof InterruptedError) return { code: error.exitCode, text: '' };
  if (error instanceof ReaderGoneError) return { code: exitCodes.done, text: '' };
  if (error instanceof UsageError) return { code: exitCodes.usage, text: error.message };
  if (error instanceof FlightlineError)
    return { code: exitCodes.failure, text: `${error.message}\n${error.action}` };
  return { code: exitCodes.failure, text: messageOf(error) };
}
