/** `flightline read-only` and `flightline views`: their commands and options. */
import { withAct, withShow } from '../show/command-options';
import * as access from '../show/access';
import type { Registrar } from './registrar';

export function addAccess({ program, run, runPlain }: Registrar): void {
  const readOnly = program
    .command('read-only')
    .helpCommand(false)
    .description('whether anything can be changed in an instance');
  withShow(readOnly.command('status'))
    .description('on or off, since when, by whom')
    .action(runPlain(access.showReadOnly));
  withShow(readOnly.command('on'))
    .description('let nobody change anything')
    .option('--reason <text>', 'shown to whoever is refused')
    .action(runPlain(access.switchOn));
  withShow(readOnly.command('off')).description('allow changes again').action(runPlain(access.switchOff));

  const views = program.command('views').helpCommand(false).description('saved views of the console');
  withShow(views.command('list')).description('by page and name').action(runPlain(access.listViews));
  withShow(withAct(views.command('delete [ids...]')))
    .description('remove them')
    .action(run(access.removeViews));
}
