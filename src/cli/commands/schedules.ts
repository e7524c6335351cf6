/** `flightline schedules`: its commands, options and help. */
import { type Command, Option } from 'commander';
import { CatchUp, mostCatchUpRuns, runStates } from '#contract/schedules';
import { lanes } from '#contract/queues';
import { oneOfMany, wholeNumber, withAct, withLimit, withShow } from '../show/command-options';
import * as adds from '../show/schedule-adds';
import * as schedules from '../show/schedules';
import type { Registrar } from './registrar';

export function addSchedules({ program, run, runPlain }: Registrar): void {
  const schedule = program
    .command('schedules')
    .helpCommand(false)
    .description('work that begins by the clock')
    .addHelpText('after', schedulesHelp);
  withShow(schedule.command('list'))
    .description('each with its next time and what became of its last run')
    .action(runPlain(schedules.listSchedules));
  withShow(schedule.command('show <id>'))
    .description('what it does, its next five times, its last runs')
    .action(run(schedules.showSchedule));
  withShow(schedule.command('preview <cron>'))
    .description('a cron expression in words, and its next five times')
    .option('--time-zone <zone>', "IANA name (default: the machine's)")
    .action(run(schedules.previewCron));
  withShow(withClock(schedule.command('add-folder <paths...>')))
    .description('run the new and changed files of folders')
    .option('-e, --engine <name>', 'only this engine (default: by content)')
    .addOption(new Option('--lane <lane>', 'how urgent the work is').choices(lanes).default('batch'))
    .option('--every-file', 'take every file each time, not only new and changed ones')
    .action(run(adds.addFolder));
  withShow(withClock(schedule.command('add-act <engine/act>')))
    .description('carry out an act of an engine')
    .option('--input <json>', 'its input', '{}')
    .action(run(adds.addAct));
  withShow(withClock(schedule.command('add-housekeeping')))
    .description('remove what is old and done with')
    .option(
      '--runs-after-days <n>',
      'remove completed and cancelled runs (default: kept)',
      wholeNumber(1, 3650),
    )
    .option('--history-after-days <n>', 'remove history of schedules (default: 90)', wholeNumber(1, 3650))
    .action(runPlain(adds.addHousekeeping));
  withShow(withClock(schedule.command('add-backup')))
    .description('back up the whole instance')
    .option('--folder <dir>', 'folder of backups (default: beside the data directory)')
    .option('--keep <n>', 'remove older ones beyond so many (default: 7)', wholeNumber(1, 1000))
    .action(runPlain(adds.addBackup));
  for (const [name, text, action] of [
    ['pause', 'let their times pass', schedules.pauseSchedules],
    ['resume', 'go on with paused ones', schedules.resumeSchedules],
    ['delete', 'remove them; `restore` puts them back', schedules.removeSchedules],
    ['restore', 'put removed ones back', schedules.restoreSchedules],
  ] as const)
    withShow(withAct(schedule.command(`${name} [ids...]`)))
      .description(text)
      .action(run(action));
  withShow(schedule.command('run <id>'))
    .description('run it now')
    .option('--wait', 'until it has ended; exit 1 when it failed')
    .action(run(schedules.runSchedule));
  withShow(withLimit(schedule.command('history [id]')))
    .description('runs, newest first')
    .option('--state <state>', `only these: ${runStates.join(', ')}`, oneOfMany(runStates))
    .action(run(schedules.listHistory));
}

function withClock(command: Command): Command {
  return command
    .requiredOption('--cron <cron>', 'five fields, or @daily, @hourly, @weekly, @monthly')
    .option('--name <name>', 'what it is called (default: after what it does)')
    .option('--time-zone <zone>', "IANA name, e.g. Europe/Vienna (default: the machine's)")
    .addOption(
      new Option('--catch-up <how>', 'times that passed while nothing could run')
        .choices(CatchUp.options)
        .default('once'),
    )
    .option('--catch-up-limit <n>', 'most runs that catch up with `all`', wholeNumber(1, mostCatchUpRuns));
}

const schedulesHelp = `
Examples:
  flightline schedules preview "30 6 * * 1-5"
  flightline schedules add-folder /data/flights --cron @daily --name "Flights of the day"
  flightline schedules add-housekeeping --cron "0 3 * * 0" --runs-after-days 365
  flightline schedules add-backup --cron "30 2 * * *" --folder /mnt/backups --keep 14
  flightline schedules run ID --wait
  flightline schedules history --state failed`;
