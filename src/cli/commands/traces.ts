/** `flightline traces` and `flightline search`: their options and help. */
import { hitKinds } from '#contract/search';
import { oneOfMany, wholeNumber, withLimit, withShow } from '../show/command-options';
import { searchAll } from '../show/search';
import * as traces from '../show/traces';
import { withWindow } from './logs';
import type { Registrar } from './registrar';

export function addTraces({ program, run, runPlain }: Registrar): void {
  const trace = program
    .command('traces')
    .helpCommand(false)
    .description('where the time went: list traces, show one as a waterfall')
    .addHelpText('after', tracesHelp);
  withShow(
    withLimit(
      withWindow(
        trace
          .command('list')
          .option('--failed', 'only with a failure')
          .option('--engine <name>', 'only of this engine')
          .option('--job <id>', 'only of this job')
          .option('--search <text>', 'only with this in file name or error, or this beginning of an id')
          .option('--least <ms>', 'only those that took at least so many ms', wholeNumber(0, 1e9))
          .option('--slowest', 'longest first instead of newest'),
      ),
    ),
  )
    .description('newest first')
    .action(runPlain(traces.listTraces));
  withShow(trace.command('show <id>'))
    .description('the spans of a trace; the id may be that of a job')
    .action(run(traces.showTrace));

  withShow(
    withLimit(
      withWindow(
        program
          .command('search <text>')
          .option(
            '--kind <kind>',
            `only these; may be repeated: ${hitKinds.join(', ')}`,
            oneOfMany(hitKinds),
          ),
      ),
    ),
  )
    .description('search jobs, batches, traces, processes, log lines and metrics at once')
    .action(run(searchAll));
}

const tracesHelp = `
Examples:
  flightline traces list --failed --since 1d
  flightline traces list --slowest --engine xcscore --limit 10
  flightline traces show JOB_OR_TRACE_ID`;
