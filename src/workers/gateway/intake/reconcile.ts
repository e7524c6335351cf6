/** Brings journal, database and queue to agree: after a start, after Redis was away, and now and then. */
import { FlightlineError, messageOf } from '#contract/errors';
import { terminalStates } from '#contract/jobs';
import type { RepairReport } from '#contract/system';
import { type StoredJob, nonTerminalOlderThan, statesOf } from '../../../stack/database/jobs';
import type { Database } from '../../../stack/database/open';
import type { Journal } from '../../../stack/journal/journal';
import type { JobQueues } from '../../../stack/queue/job-queues';
import type { Acts } from '../acts';
import type { Intake } from './intake';
import { type IntakeRecord, JournalRecord } from './journal-records';
import type { Settlement } from './settlement';
import type { Workflow } from '../workflow';

const mostJobs = 500_000;
const mostMergedJobs = 2000;

/** Jobs that have not ended and that no queue knows are queued again. @returns how many */
export async function sweep(
  parts: { database: Database; queues: JobQueues; workflow: Workflow },
  olderThanMs: number,
): Promise<number> {
  const rows = await nonTerminalOlderThan(parts.database, Date.now() - olderThanMs, mostJobs);
  const due = rows.filter(({ state }: StoredJob) => state !== 'paused');
  const known = await parts.queues.known(due);
  const missing = due.filter(({ id }) => !known.has(id));
  // A job leaves its queue after its end is written: what ended between the two looks is not lost.
  const states = await statesOf(
    parts.database,
    missing.map(({ id }) => id),
  );
  const lost = missing.filter(({ id }) => !terminalStates.includes(states.get(id)?.state ?? 'completed'));
  return parts.workflow.queue(lost, Date.now());
}

/** Carries out again what the journal holds, then sweeps. Everything in it is repeatable. */
export async function reconcile(parts: {
  journal: Journal;
  acts: Acts;
  database: Database;
  queues: JobQueues;
  workflow: Workflow;
  intake: Intake;
  settlement: Settlement;
  cleanEnd: boolean;
}): Promise<RepairReport> {
  const report: RepairReport = {
    at: Date.now(),
    cleanEnd: parts.cleanEnd,
    journalRecords: 0,
    rowsRestored: 0,
    jobsRequeued: 0,
    actsReplayed: 0,
    messages: [],
  };
  let gathered: { position: number; record: IntakeRecord }[] = [];
  const applyGathered = async () => {
    const record = merged(gathered.map((one) => one.record));
    const [insertions = []] = await parts.intake.applyGroup([{ record, isNew: new Set() }], 'replay');
    report.rowsRestored += insertions.filter(({ isNew }) => isNew).length;
    for (const { position } of gathered) parts.settlement.applied(position, Date.now());
    gathered = [];
  };
  for await (const { position, record: raw } of parts.journal.records()) {
    const parsed = JournalRecord.safeParse(raw);
    report.journalRecords += 1;
    if (!parsed.success) {
      report.messages.push(`Journal record ${position} is of another version and was left out.`);
      continue;
    }
    const record = parsed.data;
    parts.settlement.appended(position);
    if (gathered.length > 0 && !belongs(record, gathered)) await applyGathered();
    if (record.type === 'intake') {
      gathered.push({ position, record });
    } else {
      await replayAct(parts.acts, record, report);
      parts.settlement.applied(position, Date.now());
    }
  }
  if (gathered.length > 0) await applyGathered();
  report.jobsRequeued = await sweep(parts, 0);
  if (report.rowsRestored > 0)
    report.messages.push(`${report.rowsRestored} accepted jobs were entered again from the journal.`);
  if (report.jobsRequeued > 0)
    report.messages.push(`${report.jobsRequeued} jobs were queued again because no queue knew them.`);
  return report;
}

/** Neighbouring intakes of one batch are carried out as one: thousands of uploads would else take minutes. */
function belongs(record: JournalRecord, gathered: readonly { record: IntakeRecord }[]): boolean {
  const jobs = gathered.reduce((sum, item) => sum + item.record.jobs.length, 0);
  return record.type === 'intake' && record.batchId === gathered[0]?.record.batchId && jobs < mostMergedJobs;
}

function merged(records: readonly IntakeRecord[]): IntakeRecord {
  return {
    type: 'intake',
    at: records.at(-1)?.at ?? 0,
    batchId: records[0]?.batchId ?? null,
    jobs: records.flatMap(({ jobs }) => jobs),
    members: records.flatMap(({ members }) => members),
  };
}

/** An act that cannot be carried out any more (its batch has ended, say) has nothing left to do. */
async function replayAct(
  acts: Acts,
  record: Parameters<Acts['replay']>[0],
  report: RepairReport,
): Promise<void> {
  try {
    await acts.replay(record);
    report.actsReplayed += 1;
  } catch (error) {
    if (!(error instanceof FlightlineError)) throw error;
    report.messages.push(`${record.act} was not repeated: ${messageOf(error)}`);
  }
}
