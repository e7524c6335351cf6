/** `flightline engines`: what can be run. */
import type { EngineInfo } from '#contract/system';
import { exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { ShowOptions } from './command-options';
import { printJson, printText, tableOptions } from './print';
import { withSession } from './with-session';

const columns = [
  { title: 'ENGINE', value: ({ name }: EngineInfo) => name },
  { title: 'TITLE', value: ({ title }: EngineInfo) => title },
  { title: 'VERSION', value: ({ version }: EngineInfo) => version, align: 'right' as const },
  {
    title: 'FILES',
    value: ({ accepts }: EngineInfo) => accepts.flatMap(({ suffixes }) => suffixes).join(' '),
  },
  { title: 'VIEWS', value: ({ views }: EngineInfo) => views.join(' '), flexible: true },
  { title: 'PORT', value: ({ http }: EngineInfo) => http?.port ?? null, align: 'right' as const },
];

export async function listEngines(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const engines = await withSession(data, ({ call }) => call((api) => api.system.engines.query()), 'private');
  if (json) await printJson(engines);
  else await printText(tableText(columns, engines, tableOptions()));
  return exitCodes.done;
}
