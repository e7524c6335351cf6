/** `flightline dlq`: its commands, options and help. */
import type { Command } from 'commander';
import { withAct, withFilter, withLimit, withShow } from '../show/command-options';
import * as deadLetters from '../show/dead-letters';
import type { Registrar } from './registrar';

export function addDeadLetters({ program, run, runPlain }: Registrar): void {
  const letter = program
    .command('dlq')
    .helpCommand(false)
    .description('dead letters: jobs that failed for good and wait for a decision')
    .addHelpText('after', dlqHelp);
  const withLetterFilter = (command: Command) =>
    withFilter(command, []).option('--code <code>', 'only with this error code, e.g. INVALID_FLIGHT');
  withShow(withLimit(withLetterFilter(letter.command('list'))))
    .description('newest first')
    .action(runPlain(deadLetters.listLetters));
  withShow(letter.command('show <id>'))
    .description('reason, what to do, attempts, stack')
    .action(run(deadLetters.showLetter));
  withShow(withAct(withLetterFilter(letter.command('retry [ids...]'))))
    .description('run them again')
    .action(run(deadLetters.retryLetters));
  withShow(withAct(withLetterFilter(letter.command('discard [ids...]'))))
    .description('give them up; the reason is kept in the audit log')
    .requiredOption('--reason <text>', 'why')
    .action(run(deadLetters.discardLetters));
}

const dlqHelp = `
Examples:
  flightline dlq list
  flightline dlq retry --all --code ENGINE_CRASHED
  flightline dlq discard ID --reason "not a flight"`;
