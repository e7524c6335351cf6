/** What other processes tell the gateway. */
import { terminalStates } from '#contract/jobs';
import { ProcessList, ReleasedJobs, WorkerReport, topics } from '#contract/relay';
import type { GatewayParts } from './parts';
import { announceSoon } from './letters/announce';

interface Hearers {
  onCompleted: (jobIds: readonly string[]) => void;
  /** An engine process ended, and with it reports of what it had completed. */
  onWorkerLost: () => void;
}

/** @returns the taker of relayed messages; one of an unknown topic is left alone */
export function takeRelays(
  parts: GatewayParts,
  { onCompleted, onWorkerLost }: Hearers,
): (topic: string, body: unknown, from: string) => void {
  const { meter, crashes, watch, hub, batchWatch, facts, log, workflow, autoscaler, dryRuns, drills } = parts;
  const tellLetters = announceSoon(parts);
  const takers: Record<string, (body: unknown, from: string) => void> = {
    [topics.workerReport](body, from) {
      const report = WorkerReport.parse(body);
      meter.note(report);
      autoscaler.note(from, report);
      drills.note(from, report);
      watch.note(report.changes);
      hub.jobs(report.changes);
      batchWatch.jobsChanged(report.changes.filter(({ state }) => state !== 'active').map(({ id }) => id));
      const ended = report.changes.filter(({ state }) => terminalStates.includes(state));
      if (ended.length > 0)
        workflow
          .ended(ended, Date.now())
          .catch((error: unknown) => log.warn('next-steps-wait-for-the-sweep', { error }));
      if (Object.values(report.engines).some(({ failed }) => failed > 0)) tellLetters();
      const completed = report.changes.filter(({ state }) => state === 'completed').map(({ id }) => id);
      if (completed.length > 0) onCompleted(completed);
    },
    [topics.processes](body) {
      facts.processes = ProcessList.parse(body).processes;
      crashes.note(facts.processes);
      dryRuns.processesChanged();
      hub.publish({ type: 'processes', processes: facts.processes });
    },
    [topics.dryRunAnswer]: (body) => dryRuns.answered(body),
    [topics.released](body) {
      const released = ReleasedJobs.parse(body);
      const { worker, isolated, requeued } = released;
      drills.noteReleased(released);
      onWorkerLost();
      if (isolated.length + requeued.length === 0) return;
      log.warn('jobs-released', { worker, isolated, requeued: requeued.length });
      hub.jobs([...isolated, ...requeued].map((id) => ({ id, state: 'waiting', progress: null })));
    },
  };
  return (topic, body, from) => takers[topic]?.(body, from);
}
