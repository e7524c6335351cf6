/** `flightline jobs`: its commands, options and help. */
import { jobStates } from '#contract/jobs';
import { withAct, withFilter, withLimit, withShow } from '../show/command-options';
import * as jobs from '../show/jobs';
import type { Registrar } from './registrar';

export function addJobs({ program, run, runPlain }: Registrar): void {
  const job = program
    .command('jobs')
    .helpCommand(false)
    .description('list, show, retry and cancel jobs')
    .addHelpText('after', jobsHelp);
  withShow(withLimit(withFilter(job.command('list'), jobStates)))
    .description('newest first')
    .action(runPlain(jobs.listJobs));
  withShow(job.command('show <id>'))
    .description('input, figures, attempts and log; with --json also the output')
    .action(run(jobs.showJob));
  withShow(withAct(withFilter(job.command('retry [ids...]'), jobStates)))
    .description('run failed and cancelled jobs again')
    .action(run(jobs.retryJobs));
  withShow(withAct(withFilter(job.command('cancel [ids...]'), jobStates)))
    .description('end jobs that have not ended')
    .action(run(jobs.cancelJobs));
}

const jobsHelp = `
Examples:
  flightline jobs list --state failed,cancelled --limit 200
  flightline jobs show ID --json | jq .output
  flightline jobs retry --all --state failed --search 2024-05 --yes`;
