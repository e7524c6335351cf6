/** `flightline profiles`: its commands, options and help. */
import { type ProfileInput, profileColours } from '#contract/profiles';
import { withShow } from '../show/command-options';
import * as profiles from '../show/profiles';
import { Option } from 'commander';
import type { Registrar } from './registrar';

export function addProfiles({ program, run, runPlain }: Registrar): void {
  const parent = program
    .command('profiles')
    .helpCommand(false)
    .description('connections: the Redis and PostgreSQL of this machine, or of an instance elsewhere')
    .addHelpText('after', profilesHelp);
  withShow(parent.command('list', { isDefault: true }))
    .description('all, without passwords; * marks the one in use')
    .action(runPlain(profiles.listProfiles));
  const colours: readonly ProfileInput['colour'][] = profileColours;
  withShow(parent.command('add <name>'))
    .description('add one, or change one: addresses that are not given stay as they are')
    .option('--redis <url>', 'redis://USER:PASSWORD@HOST:PORT/DB; - reads it from stdin, first line')
    .option('--database <url>', 'postgres://USER:PASSWORD@HOST:PORT/NAME; - reads it from stdin, next line')
    .option('--label <text>', 'what people call it')
    .addOption(new Option('--colour <colour>', 'of its band').choices(colours))
    .option('--production', 'mark it so that nobody takes it for another one')
    .action(run(profiles.addProfile));
  withShow(parent.command('test <name>'))
    .description('connect, and say what exactly does not fit; exit 1 then')
    .action(run(profiles.testProfile));
  withShow(parent.command('use <name>'))
    .description('have the running instance start its parts again with it; local leads back')
    .action(run(profiles.useProfile));
  withShow(parent.command('remove <name>'))
    .description('forget it; what is at its addresses stays')
    .action(run(profiles.removeProfileNamed));
}

const profilesHelp = `
A remote profile starts read-only and works nothing itself: no engines, no schedules, no files. Its addresses
are kept in profiles.json of the data directory (mode 0600) and are never shown with their passwords.

Examples:
  flightline profiles add prod --production --colour red --redis redis://… --database postgres://…
  flightline profiles test prod
  flightline serve --profile prod
  flightline dlq list --profile prod`;
