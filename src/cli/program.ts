/** All commands: each folder of the work adds its own; here is what they share and what `--help` says first. */
import { Command } from 'commander';
import { version } from '../../package.json';
import { addAccess } from './commands/access';
import { addAlerts } from './commands/alerts';
import { addAudit } from './commands/audit';
import { addBackups } from './commands/backups';
import { addBatches } from './commands/batches';
import { addDeadLetters } from './commands/dead-letters';
import { addHealth } from './commands/health';
import { addJobs } from './commands/jobs';
import { addLogs } from './commands/logs';
import { addMedia } from './commands/media';
import { addTraces } from './commands/traces';
import { addProfiles } from './commands/profiles';
import type { Registrar } from './commands/registrar';
import { addRun } from './commands/run';
import { addWorkers } from './commands/workers';
import { addSchedules } from './commands/schedules';
import { applyProfile, withShow } from './show/command-options';
import { listEngines } from './show/engines';
import { status } from './show/status';

export interface Program {
  command: Command;
  /** Of the command that ran. */
  exitCode(): number;
}

export function buildProgram(): Program {
  let code = 0;
  const program = new Command('flightline')
    .description('Runs files through Flightline’s engines and looks after what becomes of them.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(withPlace(text)) })
    .showHelpAfterError('(--help says more)')
    .helpCommand(false)
    .addHelpText('after', programHelp)
    .hook('preAction', (_, command) => applyProfile(command));

  const registrar: Registrar = {
    program,
    run: (action) => async (ids, options) => {
      code = await action(typeof ids === 'string' ? [ids] : (ids ?? []), options);
    },
    runPlain: (action) => async (options) => {
      code = await action([], options);
    },
  };
  addRun(registrar);
  withShow(program.command('status'))
    .description(
      'say whether an instance runs, how it is and what it has to do (exit 1: it does not run, or is down)',
    )
    .action(registrar.runPlain(status));
  withShow(program.command('engines'))
    .description('list what can be run')
    .action(registrar.runPlain(listEngines));

  addJobs(registrar);
  addDeadLetters(registrar);
  addBatches(registrar);
  addLogs(registrar);
  addTraces(registrar);
  addWorkers(registrar);
  addHealth(registrar);
  addSchedules(registrar);
  addAlerts(registrar);
  addAudit(registrar);
  addAccess(registrar);
  addBackups(registrar);
  addMedia(registrar);
  addProfiles(registrar);
  program.command('serve').description('the headless console; see flightline serve --help'); // index.ts passes it on
  return { command: program, exitCode: () => code };
}

/** Options belong to the command that has them, as in git; who writes them before it is told so. */
function withPlace(error: string): string {
  const [, option] = /unknown option '(--data|--json|--profile|--yes)'/.exec(error) ?? [];
  if (option === undefined) return error;
  return error.replace(/\n*$/, `: it goes behind the whole command, e.g. flightline jobs list ${option}\n`);
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
