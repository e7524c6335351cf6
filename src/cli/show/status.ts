/** `flightline status`: is it running, is it well, what has it to do. */
import type { Health } from '#contract/health';
import type { ProcessInfo } from '#contract/system';
import type { Session } from '../connect/session';
import { findInstance } from '../connect/find-instance';
import { exitCodes } from '../exit-codes';
import { type Paint, plain, toneOf } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { bytesText, counted, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, tableOptions } from './print';
import { withSession } from './with-session';

async function read({ call }: Session) {
  const [info, health, processes, jobs, letters] = await Promise.all([
    call((api) => api.system.info.query()),
    call((api) => api.health.now.query()),
    call((api) => api.system.processes.query()),
    call((api) => api.jobs.counts.query({})),
    call((api) => api.deadLetters.page.query({ limit: 1 })),
  ]);
  return { info, health, processes, jobs, deadLetters: letters.total };
}
type Status = Awaited<ReturnType<typeof read>>;

/** @returns the exit code */
export async function status(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  if ((await findInstance(data)) === null) {
    if (json) await printJson({ running: false, healthy: false, dataDir: data });
    else await printText(`Flightline is not running in ${data}.`);
    return exitCodes.failure;
  }
  const found = await withSession(data, read, 'never');
  const healthy = found.health.status !== 'down';
  if (json) await printJson({ running: true, healthy, dataDir: data, ...found });
  else await printText(statusText(found));
  return healthy ? exitCodes.done : exitCodes.failure;
}

function statusText({ info, health, processes, jobs, deadLetters }: Status): string {
  const options = tableOptions();
  const { paint = plain } = options;
  const facts = pairsText(
    [
      ['Flightline', `${info.version} (${info.shell}), ${info.platform}`],
      ['Console', info.consoleUrl],
      ['Data', info.dataDir],
      ['Running since', timeText(info.startedAt)],
      ['Redis', `${info.redis.version} (${info.redis.kind})`],
      ['PostgreSQL', `${info.database.version} (${info.database.kind})`],
      ['Storage', `${bytesText(info.storage.usedBytes)} used, ${bytesText(info.storage.freeBytes)} free`],
      [
        'Jobs',
        Object.entries(jobs)
          .filter(([, count]) => count > 0)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ') || 'none',
      ],
      ['Dead letters', deadLetters === 0 ? 'none' : `${counted(deadLetters, 'job')}: flightline dlq list`],
    ],
    paint,
  );
  return [facts, healthText(health, paint), tableText(processColumns, processes, options)].join('\n\n');
}

function healthText({ components, status: overall }: Health, paint: Paint): string {
  const lines = components.map(
    ({ name, status: state, detail }) =>
      `  ${paint(state.padEnd(8), toneOf(state) ?? 'dim')} ${name}: ${detail}`,
  );
  return [`Health: ${paint(overall, toneOf(overall) ?? 'dim')}`, ...lines].join('\n');
}

const processColumns = [
  { title: 'PROCESS', value: ({ name }: ProcessInfo) => name },
  {
    title: 'STATE',
    value: ({ state }: ProcessInfo) => state,
    tone: ({ state }: ProcessInfo) => toneOf(state),
  },
  { title: 'PID', value: ({ pid }: ProcessInfo) => pid, align: 'right' as const },
  {
    title: 'CPU',
    value: ({ cpu }: ProcessInfo) => (cpu === null ? null : `${Math.round(cpu * 100)} %`),
    align: 'right' as const,
  },
  {
    title: 'MEMORY',
    value: ({ rssBytes }: ProcessInfo) => (rssBytes === null ? null : bytesText(rssBytes)),
    align: 'right' as const,
  },
  { title: 'RESTARTS', value: ({ restarts }: ProcessInfo) => restarts, align: 'right' as const },
  {
    title: 'WORKS ON',
    value: ({ working, reason }: ProcessInfo) =>
      reason ?? (working.map(({ fileName }) => fileName).join(', ') || null),
    flexible: true,
  },
];
