/** `flightline batches`: its commands and options. */
import type { Command } from 'commander';
import { BatchState } from '#contract/batches';
import * as batches from '../show/batches';
import { oneOfMany, withAct, withLimit, withShow } from '../show/command-options';
import type { Registrar } from './registrar';

export function addBatches({ program, run, runPlain }: Registrar): void {
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
}
