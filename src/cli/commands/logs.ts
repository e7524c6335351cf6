/** `flightline logs`: its options and help. */
import { type Command, Option } from 'commander';
import { logLevels } from '#contract/logs';
import { withLimit, withShow } from '../show/command-options';
import { showLogs } from '../show/logs';
import { momentOf } from '../text/moment';
import type { Registrar } from './registrar';

/** Options of a window of time, for logs, traces and search alike. */
export function withWindow(command: Command): Command {
  return command
    .option('--since <when>', 'from then on: 15m, 2h, 3d (ago), or a date', (text) => momentOf(text))
    .option('--until <when>', 'up to then', (text) => momentOf(text));
}

export function addLogs({ program, runPlain }: Registrar): void {
  const logs = program
    .command('logs')
    .description('lines of the log files, also of an instance that does not run')
    .option('-f, --follow', 'go on with what comes, until Ctrl-C')
    .addOption(new Option('--level <level>', 'this level and those above').choices([...logLevels]))
    .option('--process <names>', 'only of these processes, with commas between them')
    .option('--engine <name>', 'only of this engine')
    .option('--job <id>', 'only of this job')
    .option('--trace <id>', 'only of this trace')
    .option('--search <text>', 'only with this text in them')
    .addHelpText('after', logsHelp);
  withShow(withLimit(withWindow(logs))).action(runPlain(showLogs));
}

const logsHelp = `
Examples:
  flightline logs -f --level warn
  flightline logs --since 2h --engine xcscore --search timeout
  flightline logs --job ID --json | jq .fields`;
