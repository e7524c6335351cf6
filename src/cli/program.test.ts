import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { endingOf } from './exit-codes';
import { buildProgram } from './program';

function quiet(command: Command): Command {
  command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  command.commands.forEach(quiet);
  return command;
}

async function exitCodeOf(...args: string[]): Promise<number> {
  const { command, exitCode } = buildProgram();
  try {
    await quiet(command).parseAsync(['node', 'flightline', ...args]);
    return exitCode();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return endingOf(error).code;
  }
}

describe('the program', () => {
  it.each([
    [['--help'], 0],
    [['--version'], 0],
    [['run', '--help'], 0],
    [[], 2],
    [['jobs'], 2],
    [['nonesuch'], 2],
    [['run', '--nonesuch'], 2],
    [['run', '--format', 'xml'], 2],
    [['run', '--concurrency', 'many'], 2],
    [['run', '--concurrency', '0'], 2],
    [['run', '--lane', 'fast'], 2],
    [['jobs', 'list', '--state', 'done'], 2],
    [['jobs', 'list', '--limit', '-1'], 2],
    [['jobs', 'list', 'extra'], 2],
    [['jobs', 'show'], 2],
    [['dlq', 'discard', 'id'], 2],
    [['workers', 'scale'], 2],
    [['workers', 'scale', 'igc=2', '--max', '0'], 2],
    [['workers', 'pause'], 2],
    [['batches', 'list', '--state', 'completed'], 2],
  ])('%j ends with %d', async (args, code) => {
    expect(await exitCodeOf(...args)).toBe(code);
  });

  it('says where an option goes that was written before its command', async () => {
    const said: string[] = [];
    const { command } = buildProgram();
    command.configureOutput({ writeErr: (text) => said.push(text) });
    await expect(command.parseAsync(['node', 'flightline', '--data', 'x', 'status'])).rejects.toThrow();
    expect(said.join('')).toContain('goes behind the whole command');
  });

  it('explains every command', () => {
    const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
    for (const command of all(buildProgram().command))
      expect(command.description(), command.name()).not.toBe('');
  });
});
