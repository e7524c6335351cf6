/** `flightline run`: its options and help. */
import { Option } from 'commander';
import { lanes } from '#contract/queues';
import { resultFormats } from '../output/format-name';
import { RunArguments, runFromArguments } from '../run/run-arguments';
import { wholeNumber, withData } from '../show/command-options';
import type { Registrar } from './registrar';

export function addRun({ program, run }: Registrar): void {
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
    .option('--json', 'the same as --format json')
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
    .action(run((given, options) => runFromArguments(given, RunArguments.parse(options))));
}

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
