/** Applies pushed job changes to cached rows; returns the same objects where nothing changed. */
import type { JobChange } from '#contract/events';
import type { JobDetail, JobPage, JobRow } from '#contract/jobs';
import type { MemberPage } from '#contract/batches';

export type Changes = ReadonlyMap<string, JobChange>;

export function changesById(changes: readonly JobChange[]): Changes {
  return new Map(changes.map((change) => [change.id, change]));
}

function patchRow(row: JobRow, changes: Changes): JobRow {
  const change = changes.get(row.id);
  if (!change || (change.state === row.state && change.progress === row.progress)) return row;
  return { ...row, state: change.state, progress: change.progress };
}

export function patchJobPage(page: JobPage, changes: Changes): JobPage {
  const rows = page.rows.map((row) => patchRow(row, changes));
  return rows.every((row, index) => row === page.rows[index]) ? page : { ...page, rows };
}

export function patchMembers(page: MemberPage, changes: Changes): MemberPage {
  let changed = false;
  const rows = page.rows.map((row) => {
    const change = row.jobId === null ? undefined : changes.get(row.jobId);
    if (!change || (change.state === row.state && change.progress === row.progress)) return row;
    changed = true;
    return { ...row, state: change.state, progress: change.progress };
  });
  return changed ? { ...page, rows } : page;
}

export function patchDetail(detail: JobDetail, changes: Changes): JobDetail {
  const job = patchRow(detail.job, changes);
  return job === detail.job ? detail : { ...detail, job };
}
