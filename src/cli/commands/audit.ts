/** `flightline audit`: its commands and options. */
import { Option } from 'commander';
import { AuditOutcome } from '#contract/audit';
import type { Command } from 'commander';
import * as audit from '../show/audit';
import { withLimit, withShow } from '../show/command-options';
import { momentOf } from '../text/moment';
import type { Registrar } from './registrar';

export function addAudit({ program, run, runPlain }: Registrar): void {
  const log = program
    .command('audit')
    .helpCommand(false)
    .description('who did what, and whether the log of it is as it was written')
    .addHelpText('after', auditHelp);
  withShow(withLimit(withAuditFilter(log.command('list'))))
    .description('newest first')
    .action(runPlain(audit.listAudit));
  withShow(log.command('show <number>'))
    .description('one entry with what was before and after')
    .action(run(audit.showAudit));
  withShow(log.command('verify'))
    .description('read the whole chain; exit 1 and the first broken entry when it was changed')
    .option('--head <number:hash>', 'an entry noted earlier, which must be the same still')
    .action(runPlain(audit.verifyAudit));
  withShow(withAuditFilter(log.command('export')))
    .description('all entries as JSON lines or CSV')
    .addOption(
      new Option('-f, --format <format>', 'form of the entries').choices(['jsonl', 'csv']).default('jsonl'),
    )
    .action(runPlain(audit.exportAudit));
}

function withAuditFilter(command: Command): Command {
  return command
    .option('--act <act>', 'only this act, e.g. jobs.retry')
    .option('--actor <name>', 'only of this actor, e.g. cli')
    .addOption(new Option('--outcome <outcome>', 'only with this outcome').choices(AuditOutcome.options))
    .option('--search <text>', 'only with this anywhere in the entry')
    .option('--since <when>', 'from then on: 15m, 2h, 3d (ago), or a date', (text) => momentOf(text));
}

const auditHelp = `
Examples:
  flightline audit list --actor cli --since 2026-11-01
  flightline audit verify
  flightline audit verify --head 1207:5f3c…
  flightline audit export --format csv > audit.csv`;
