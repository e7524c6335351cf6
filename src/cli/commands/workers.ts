/** `flightline workers`: its commands, options and help. */
import { withAct, withShow, wholeNumber } from '../show/command-options';
import { actOnWorkers, listWorkers, pauseWorkers, resumeWorkers } from '../show/workers';
import { scaleWorkers } from '../show/scale';
import type { Registrar } from './registrar';

export function addWorkers({ program, run, runPlain }: Registrar): void {
  const workers = program
    .command('workers')
    .helpCommand(false)
    .description('engine processes and their pools: look, scale, pause, drain, restart, kill')
    .addHelpText('after', workersHelp);
  withShow(workers.command('list'))
    .description('pools with their sizes, and every process')
    .action(runPlain(listWorkers));
  withShow(workers.command('scale <targets...>'))
    .description(
      'set how many processes pools have, and how they scale: POOL=N, POOL=NxJOBS, POOL=light, POOL=auto',
    )
    .option('--min <n>', 'fewest processes the autoscaler may choose', wholeNumber(1, 64))
    .option('--max <n>', 'most processes the autoscaler may choose', wholeNumber(1, 64))
    .option('--drain-target <s>', 'seconds in which it works off a backlog', wholeNumber(1, 3600))
    .option('--recycle-jobs <n>', 'replace a process after so many jobs', wholeNumber(1, 1_000_000))
    .option('--recycle-mb <n>', 'replace a process above this memory, MiB', wholeNumber(128, 1_048_576))
    .action(run(scaleWorkers));
  withShow(workers.command('pause <names...>'))
    .description('take no more jobs, in pools or single processes; running jobs end')
    .action(run(pauseWorkers));
  withShow(workers.command('resume <names...>')).description('take jobs again').action(run(resumeWorkers));
  for (const [name, text] of [
    ['drain', 'let processes finish their jobs and end; their pools become smaller'],
    ['replace', 'start fresh processes in their place; the old ones finish their jobs'],
    ['restart', 'end processes now and start them again; their jobs run again'],
    ['kill', 'end processes at once, as a crash would; their jobs run again'],
  ] as const)
    withShow(withAct(workers.command(`${name} [names...]`)))
      .description(text)
      .action(run(actOnWorkers(name)));
}

const workersHelp = `
A pool is named by itself or by one of its engines. N is a number of processes, JOBS how many jobs each runs at
once, light, medium, heavy and batch are the sizes of the older services' guide, auto lets the load decide. A
number given while the autoscaler is on holds for 15 minutes.

Examples:
  flightline workers list
  flightline workers scale igc=4
  flightline workers scale xcmetrics=2x4
  flightline workers scale igc=auto --min 1 --max 6
  flightline workers drain engine-igc-2`;
