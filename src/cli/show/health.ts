/** `flightline health`: every component, what is wrong and what to do. */
import type { Health, HealthComponent } from '#contract/health';
import { exitCodes } from '../exit-codes';
import { plain, toneOf } from '../text/style';
import { tableText } from '../text/table';
import { bytesText, durationText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, tableOptions } from './print';
import { withSession } from './with-session';

/** @returns the exit code: 1 when it is down */
export async function health(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const found = await withSession(data, ({ call }) => call((api) => api.health.now.query()), 'never');
  if (json) await printJson(found);
  else await printText(healthText(found));
  return found.status === 'down' ? exitCodes.failure : exitCodes.done;
}

function healthText({ status, components, resources }: Health): string {
  const options = tableOptions();
  const { paint = plain } = options;
  const { cores, cpuShare, memory, disk } = resources;
  const machine =
    `CPU ${Math.round(cpuShare * 100)} % of ${cores} cores, ` +
    `memory ${bytesText(memory.usedBytes)} of ${bytesText(memory.totalBytes)}, disk ${bytesText(disk.freeBytes)} free`;
  const actions = components
    .filter(({ action }) => action !== null)
    .map(({ title, detail, action }) => `  ${title}: ${detail}\n    ${action ?? ''}`);
  return [
    `Health: ${paint(status, toneOf(status) ?? 'dim')}`,
    machine,
    tableText(columns, components, options),
    ...(actions.length > 0 ? [['To do', ...actions].join('\n')] : []),
  ].join('\n\n');
}

const columns = [
  { title: 'COMPONENT', value: ({ title }: HealthComponent) => title },
  {
    title: 'STATUS',
    value: ({ status }: HealthComponent) => status,
    tone: ({ status }: HealthComponent) => toneOf(status),
  },
  {
    title: 'FOR',
    value: ({ since }: HealthComponent) => durationText(Date.now() - since),
    align: 'right' as const,
  },
  { title: 'DETAIL', value: ({ detail }: HealthComponent) => detail, flexible: true },
];
