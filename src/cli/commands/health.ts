/** `flightline health` and `flightline drill`. */
import { withShow } from '../show/command-options';
import { drill } from '../show/drill';
import { health } from '../show/health';
import type { Registrar } from './registrar';

export function addHealth({ program, runPlain }: Registrar): void {
  withShow(program.command('health'))
    .description('every component of the instance, what is wrong and what to do (exit 1: it is down)')
    .action(runPlain(health));
  withShow(program.command('drill'))
    .description(
      'kill a worker and Redis under a small load and check that nothing was lost (exit 1: something was)',
    )
    .option('--last', 'show the last report instead of holding a drill')
    .option('--report <file>', 'also write the report as JSON')
    .action(runPlain(drill));
}
