/** The processes of the instance, as the supervisor tells them. */
import type { ProcessInfo } from '#contract/system';
import type { Exposition } from '../../../../stack/telemetry/exposition';

export function setProcesses(page: Exposition, processes: readonly ProcessInfo[]): void {
  const ready = processes.filter(
    ({ kind, name, state }) => kind === 'engine' && name !== 'engine-isolation' && state === 'ready',
  );
  page.set('active_workers', {}, ready.length);
  for (const { name: process, kind, state, loopDelayMs, ...info } of processes) {
    page.set('flightline_process_up', { process, kind }, Number(state === 'ready'));
    page.set('flightline_process_cpu_cores', { process }, info.cpu);
    page.set('flightline_process_resident_memory_bytes', { process }, info.rssBytes);
    page.set(
      'flightline_process_loop_delay_seconds',
      { process },
      loopDelayMs === null ? null : loopDelayMs / 1000,
    );
    page.set('flightline_process_restarts_total', { process }, info.restarts);
    if (kind !== 'engine') continue;
    page.set('flightline_process_jobs_running', { process }, info.working.length);
    page.set('flightline_process_jobs_done_total', { process }, info.jobsDone);
  }
}
