/** The commands, their options and what `--help` says about them. */
import { Command, Option } from 'commander';
import { lanes } from '#contract/queues';
import { BatchState } from '#contract/batches';
import { jobStates } from '#contract/jobs';
import { version } from '../../package.json';
import { resultFormats } from './output/format-name';
import { RunArguments, runFromArguments } from './run/run-arguments';
import * as batches from './show/batches';
import {
  type Action,
  oneOfMany,
  wholeNumber,
  withAct,
  withData,
  withFilter,
  withLimit,
  withShow,
} from './show/command-options';
import * as deadLetters from './show/dead-letters';
import { listEngines } from './show/engines';
import * as jobs from './show/jobs';
import { status } from './show/status';

export interface Program {
  command: Command;
  /** Of the command that ran. */
  exitCode(): number;
}

export function buildProgram(): Program {
  let code = 0;
  const run = (action: Action) => async (ids: string[] | string, options: unknown) => {
    code = await action(typeof ids === 'string' ? [ids] : ids, options);
  };
  const runPlain = (action: Action) => async (options: unknown) => {
    code = await action([], options);
  };
  const program = new Command('flightline')
    .description('Runs files through Flightline’s engines and looks after what becomes of them.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help says more)')
    .helpCommand(false)
    .addHelpText('after', programHelp);

  withData(program.command('run'))
    .description('run files, folders or patterns through an engine and write the results')
    .argument('[files...]', 'files, folders (read recursively) or patterns such as "flights/**/*.igc"')
    .option('-e, --engine <name>', 'the engine; `flightline engines` lists them')
    .addOption(
      new Option(
        '-f, --format <format>',
        'form of the results (default: by the suffix of --out, else jsonl)',
      ).choices(resultFormats),
    )
    .option('-o, --out <file>', 'where results go, whole or not at all (default: stdout)')
    .option(
      '-c, --concurrency <n>',
      'engine threads of a private instance (default: one per core)',
      wholeNumber(1, 256),
    )
    .option('--resume', 'go on with the last suspended run, or with the last one of these files')
    .addOption(
      new Option('--lane <lane>', 'how urgent the work is beside other work (default: batch)').choices(lanes),
    )
    .option('--every-file', 'try every file of a folder, whatever its name')
    .option('--verbose', 'say each step of a private instance')
    .addHelpText('after', runHelp)
    .action(async (given: string[], options: unknown) => {
      code = await runFromArguments(given, RunArguments.parse(options));
    });

  withShow(program.command('status'))
    .description(
      'say whether an instance runs, how it is and what it has to do (exit 1: it does not run, or is down)',
    )
    .action(runPlain(status));
  withShow(program.command('engines')).description('list what can be run').action(runPlain(listEngines));

  const job = program
    .command('jobs')
    .helpCommand(false)
    .description('list, show, retry and cancel jobs')
    .addHelpText('after', jobsHelp);
  withShow(withLimit(withFilter(job.command('list'), jobStates)))
    .description('newest first')
    .action(runPlain(jobs.listJobs));
  withShow(job.command('show <id>'))
    .description('input, figures, attempts and log; with --json also the output')
    .action(run(jobs.showJob));
  withShow(withAct(withFilter(job.command('retry [ids...]'), jobStates)))
    .description('run failed and cancelled jobs again')
    .action(run(jobs.retryJobs));
  withShow(withAct(withFilter(job.command('cancel [ids...]'), jobStates)))
    .description('end jobs that have not ended')
    .action(run(jobs.cancelJobs));

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

  const batch = program.command('batches').helpCommand(false).description('files that were given together');
  const states = BatchState.options;
  const withBatchFilter = (command: Command) =>
    command
      .option('--state <state>', `only these; may be repeated: ${states.join(', ')}`, oneOfMany(states))
      .option('--search <text>', 'only with this in the name');
  withShow(withLimit(withBatchFilter(batch.command('list'))))
    .description('newest first')
    .action(runPlain(batches.listBatches));
  withShow(batch.command('show <id>'))
    .description('counts, and the files that did not come through')
    .action(run(batches.showBatch));
  for (const [name, text, action] of [
    ['pause', 'start no more of their jobs', batches.pauseBatches],
    ['resume', 'go on with paused ones', batches.resumeBatches],
    ['cancel', 'end their jobs', batches.cancelBatches],
    ['retry', 'run their failed jobs again', batches.retryBatches],
  ] as const)
    withShow(withAct(withBatchFilter(batch.command(`${name} [ids...]`))))
      .description(text)
      .action(run(action));

  program.command('serve').description('the headless console; see flightline serve --help'); // index.ts passes it on
  return { command: program, exitCode: () => code };
}

const programHelp = `
Examples:
  flightline run --engine xcmetrics flights/ --out results.jsonl
  flightline status --json
  flightline dlq list --code INVALID_FLIGHT

A command works with the instance that runs in the data directory. Where none runs, it starts a private one
and stops it at the end.

Exit codes: 0 all done · 1 it could not be done · 2 wrong usage · 3 some files or ids did not come through ·
130 stopped by Ctrl-C`;

const runHelp = `
Results come in the order of the files. Of folders, only files are taken that the engine reads by name; a file
you name is always tried. A file that was done before is answered from its stored result.

Formats:
  jsonl    a line for each file: fileName, path, state, jobId, and output or error { code, message, action }
  json     the same as one array
  csv      a row for each file: state, the engine's main figures, error
  geojson  one FeatureCollection of all results; each feature says which file it is from

Examples:
  flightline run -e xcmetrics "2024/**/*.igc" --format csv > season.csv
  flightline run -e xcmetrics flights/ --out flights.geojson
  flightline run -e xcmetrics flights/ | jq -r 'select(.state != "completed") | .path'

Ctrl-C suspends the run; also one that was killed goes on with:
  flightline run --resume`;

const jobsHelp = `
Examples:
  flightline jobs list --state failed,cancelled --limit 200
  flightline jobs show ID --json | jq .output
  flightline jobs retry --all --state failed --search 2024-05 --yes`;

const dlqHelp = `
Examples:
  flightline dlq list
  flightline dlq retry --all --code ENGINE_CRASHED
  flightline dlq discard ID --reason "not a flight"`;
