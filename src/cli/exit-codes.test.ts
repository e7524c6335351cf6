import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import { InterruptedError, ReaderGoneError, UsageError, endingOf } from './exit-codes';

describe('endingOf', () => {
  it.each([
    ['help that was asked for', new CommanderError(0, 'commander.helpDisplayed', ''), 0],
    ['the version', new CommanderError(0, 'commander.version', ''), 0],
    ['help because nothing was typed', new CommanderError(1, 'commander.help', ''), 2],
    ['an unknown option', new CommanderError(1, 'commander.unknownOption', ''), 2],
    ['wrong usage', new UsageError('No files.'), 2],
    ['Ctrl-C', new InterruptedError('SIGINT'), 130],
    ['SIGTERM', new InterruptedError('SIGTERM'), 143],
    ['a reader that went away', new ReaderGoneError(), 0],
    ['an error of the catalogue', new FlightlineError('NOT_READY', 'The store is down.'), 1],
    ['anything else', new TypeError('x is undefined'), 1],
  ])('%s', (_, error, code) => {
    expect(endingOf(error).code).toBe(code);
  });

  it('says what can be done about an error of the catalogue', () => {
    const { text } = endingOf(new FlightlineError('REDIS_MISSING', 'No redis-server was found.'));
    expect(text).toBe(
      'No redis-server was found.\nInstall redis-server, or set FLIGHTLINE_REDIS to its path.',
    );
  });
});
