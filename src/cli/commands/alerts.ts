/** `flightline alerts`: its commands, options and help. */
import { AlertComparison, AlertSeverity } from '#contract/alerts';
import { Option } from 'commander';
import * as alerts from '../show/alerts';
import { anyNumber, withLimit, withShow } from '../show/command-options';
import { parseDurationMs } from '../text/duration';
import type { Registrar } from './registrar';

export function addAlerts({ program, run, runPlain }: Registrar): void {
  const alert = program
    .command('alerts')
    .helpCommand(false)
    .description('rules over the figures of the instance: what fires, silences, history')
    .addHelpText('after', alertsHelp);
  withShow(alert.command('list'))
    .description('every rule and how it is, firing ones first (exit 3: something fires)')
    .action(runPlain(alerts.listAlerts));
  withShow(withLimit(alert.command('history')))
    .description('what fired, newest first')
    .action(runPlain(alerts.listIncidents));
  withShow(alert.command('silence [rule]'))
    .description('tell nobody of a rule, or of all with --all')
    .requiredOption('--reason <text>', 'why')
    .option('--for <time>', 'how long, e.g. 30m, 2h, 1d', parseDurationMs, 3_600_000)
    .option('--all', 'every rule')
    .action(run(alerts.silenceAlert));
  withShow(alert.command('unsilence <rule>'))
    .description('end the silence of a rule')
    .action(run(alerts.endSilence));
  withShow(alert.command('add <name>'))
    .description('make a rule; “alerts figures” lists what can be watched')
    .requiredOption('--figure <id>', 'what is watched, e.g. letters or jobs.run.p95')
    .requiredOption(
      '--limit-value <number>',
      'in the unit of the figure: ms, bytes, 0 to 1 of shares',
      anyNumber,
    )
    .addOption(new Option('--when <comparison>').choices(AlertComparison.options).default('above'))
    .option('--engine <name>', 'only the work of this engine')
    .option('--over <time>', 'the figure is taken over so long', parseDurationMs, 5000)
    .option('--hold <time>', 'fires when it held for so long', parseDurationMs, 60_000)
    .addOption(new Option('--severity <severity>').choices(AlertSeverity.options).default('warning'))
    .option('--action <text>', 'what to do', '')
    .action(run(alerts.addRule));
  withShow(alert.command('remove <rule>'))
    .description('remove a rule; one that comes with Flightline becomes as it came')
    .action(run(alerts.removeRule));
  withShow(alert.command('figures')).description('what can be watched').action(runPlain(alerts.listFigures));
}

const alertsHelp = `
Examples:
  flightline alerts list
  flightline alerts silence dead-letters --for 2h --reason "the archive is being read in"
  flightline alerts add "Disk nearly full" --figure disk.free --when below --limit-value 5e9 --severity critical`;
