/** `flightline backup` and `flightline restore`: their commands, options and help. */
import type { Command } from 'commander';
import * as backups from '../show/backups';
import { wholeNumber, withAct, withShow } from '../show/command-options';
import type { Registrar } from './registrar';

export function addBackups({ program, run, runPlain }: Registrar): void {
  const backup = program
    .command('backup')
    .helpCommand(false)
    .description('copies of the whole instance: database, files, queue')
    .addHelpText('after', backupHelp);
  withShow(withFolder(backup.command('create', { isDefault: true })))
    .description('make one beside the work, and wait for its end')
    .option('--keep <n>', 'remove older ones in the folder beyond so many', wholeNumber(1, 1000))
    .action(runPlain(backups.createBackup));
  withShow(withFolder(backup.command('list')))
    .description('newest first')
    .action(runPlain(backups.listBackups));
  withShow(backup.command('folders'))
    .description('where backups go: the usual folder, those of schedules, those named by hand')
    .action(runPlain(backups.listFolders));
  withShow(withFolder(backup.command('verify <name>')))
    .description('read every content again; exit 1 when something is damaged')
    .action(run(backups.verifyBackup));
  withShow(withAct(withFolder(backup.command('delete [names...]'))))
    .description('remove backups and what only they need')
    .action(run(backups.deleteBackups));
  withShow(backup.command('asides'))
    .description('what restores set aside in the data directory, newest first')
    .action(runPlain(backups.listAsides));
  withShow(withAct(backup.command('delete-aside [names...]')))
    .description('remove folders that restores set aside; what a restore still needs stays')
    .action(run(backups.deleteAsides));
  withShow(program.command('restore [name]'))
    .description(
      'put a backup (the newest without a name) into a data directory; with --replace also into one whose instance runs',
    )
    .requiredOption('--folder <dir>', 'folder of backups')
    .option('--replace', 'move data that are there aside')
    .option('-y, --yes', 'do not ask')
    .action(run(backups.restoreBackup));
}

function withFolder(command: Command): Command {
  return command.option('--folder <dir>', 'folder of backups (default: beside the data directory)');
}

const backupHelp = `
Examples:
  flightline backup --folder /mnt/backups --keep 14
  flightline backup verify 2026-11-22T060000Z
  flightline restore --folder /mnt/backups --data ./elsewhere
  flightline backup asides`;
