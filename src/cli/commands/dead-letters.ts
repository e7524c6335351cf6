/** `flightline dlq`: its commands, options and help. */
import type { Command } from 'commander';
import { withAct, withFilter, withLimit, withShow, wholeNumber } from '../show/command-options';
import * as acts from '../show/letter-acts';
import * as bulks from '../show/letter-bulks';
import * as bundles from '../show/letter-bundles';
import * as deadLetters from '../show/dead-letters';
import type { Registrar } from './registrar';

const withLetterFilter = (command: Command) =>
  withFilter(command, [], 'only with this in file name, error or options')
    .option('--code <code>', 'only with this error code, e.g. INVALID_FLIGHT')
    .option('--fingerprint <id>', 'only of this group');

const withPace = (command: Command) =>
  command
    .option('--canary <n>', 'try so many first; stop if they fail alike (default: none)', wholeNumber(0, 100))
    .option('--rate <n>', 'most letters each second', wholeNumber(1, 100_000));

export function addDeadLetters({ program, run, runPlain }: Registrar): void {
  const letter = program
    .command('dlq')
    .helpCommand(false)
    .description('dead letters: jobs that failed for good and wait for a decision')
    .addHelpText('after', dlqHelp);
  withShow(withLimit(withLetterFilter(letter.command('groups'))))
    .description('causes, the most letters first')
    .action(runPlain(deadLetters.listGroups));
  withShow(withLimit(withLetterFilter(letter.command('list'))))
    .description('newest first')
    .action(runPlain(deadLetters.listLetters));
  withShow(letter.command('show <id>'))
    .description('reason, what to do, attempts, logs, stack')
    .action(run(deadLetters.showLetter));
  withShow(withPace(withAct(withLetterFilter(letter.command('retry [ids...]')))))
    .description('run them again')
    .action(run(acts.retryLetters));
  withShow(letter.command('payload <id>'))
    .description('print the payload, to be changed and given to edit')
    .action(run(acts.showPayload));
  withShow(withPace(withAct(withLetterFilter(letter.command('edit [ids...]')))))
    .description('run them again with another payload')
    .option('--payload <json>', 'the whole payload of one letter; @FILE reads it from there')
    .option('--merge <json>', 'what to change, as a merge patch, e.g. {"lane":"batch"}; or @FILE')
    .option('--patch <json>', 'what to change, as a list of JSON Patch operations; or @FILE')
    .option('--dry-run', 'only show what would come of it')
    .action(run(acts.editLetters));
  withShow(withAct(withLetterFilter(letter.command('discard [ids...]'))))
    .description('give them up; they can be restored for seven days, the reason is kept in the audit log')
    .requiredOption('--reason <text>', 'why')
    .action(run(acts.discardLetters));
  withShow(
    withLimit(
      letter.command('trash').option('--search <text>', 'only with this in file name, error or reason'),
    ),
  )
    .description('discarded letters')
    .action(runPlain(deadLetters.listTrash));
  withShow(letter.command('restore <ids...>'))
    .description('take discarded letters out of the trash')
    .action(run(acts.restoreLetters));
  withShow(letter.command('undo <act>'))
    .description('take back what an act on many letters did, as far as that is possible')
    .action(run(bulks.undoAct));
  withShow(letter.command('acts')).description('acts on many letters').action(runPlain(bulks.listBulks));
  withShow(letter.command('cancel <act>'))
    .description('stop an act on many letters')
    .action(run(bulks.cancelBulk));
  withShow(letter.command('go-on <act>'))
    .description('go on with an act whose first letters failed alike')
    .action(run(bulks.goOnWithBulk));
  withShow(withLetterFilter(letter.command('export [ids...]')))
    .description('write them to a ZIP with payloads, errors, logs and files, without secrets')
    .requiredOption('--out <file>', 'the ZIP')
    .option('--all', 'every letter; the same as neither ids nor filters')
    .option('--no-blobs', 'leave the files out')
    .action(run(bundles.exportLetters));
  withShow(letter.command('import <file>'))
    .description('take letters of such a ZIP in; what is here already stays as it is')
    .action(run(bundles.importLetters));
}

const dlqHelp = `
Examples:
  flightline dlq groups
  flightline dlq retry --all --code ENGINE_CRASHED --canary 10
  flightline dlq edit --all --fingerprint 19b44ed514442c94 --merge '{"options":{"altitude":"gps"}}' --dry-run
  flightline dlq discard ID --reason "not a flight"
  flightline dlq export --search 2024-05 --out case.zip`;
