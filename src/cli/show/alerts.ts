/** `flightline alerts`: list, history, silence, add, remove. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AlertIncident, AlertState, AlertStatus } from '#contract/alerts';
import { AlertRuleInput } from '#contract/alerts';
import { issuesText } from '#contract/issues';
import { watchable } from '#contract/metric-charts';
import type { MetricUnit } from '#contract/metric-series';
import type { Session } from '../connect/session';
import { CannotError, UsageError, exitCodes } from '../exit-codes';
import type { Tone } from '../text/style';
import { type Column, tableText } from '../text/table';
import { bytesText, counted, durationText, rateText, timeText } from '../text/units';
import { FilterOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { pages, withSession } from './with-session';

const SilenceOptions = ShowOptions.extend({
  reason: z.string(),
  for: z.number(),
  all: z.boolean().default(false),
});
const AddOptions = ShowOptions.extend({
  figure: z.string(),
  limitValue: z.number(),
  when: z.string(),
  engine: z.string().optional(),
  over: z.number(),
  hold: z.number(),
  severity: z.string(),
  action: z.string(),
});

const percentText = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
const figureTexts: Partial<Record<MetricUnit, (value: number) => string>> = {
  ms: durationText,
  bytes: bytesText,
  bytesPerSecond: (value) => `${bytesText(value)}/s`,
  share: percentText,
  perSecond: rateText,
};
const comparisonWords: Record<AlertStatus['rule']['comparison'], string> = {
  above: 'above',
  atLeast: 'at least',
  below: 'below',
  atMost: 'at most',
};

const tones: Partial<Record<AlertState, Tone>> = { firing: 'bad', ok: 'good' };

function figureText(series: string, value: number | null): string {
  if (value === null) return '-';
  const unit = watchable.get(series)?.chart.unit;
  const show = unit === undefined ? undefined : figureTexts[unit];
  return show?.(value) ?? `${Number(value.toPrecision(4))}`;
}

/** By its id, or by its whole name. @throws CannotError */
async function ruleNamed(call: Session['call'], name: string): Promise<AlertStatus> {
  const all = await call((api) => api.alerts.list.query());
  const found = all.find(({ rule }) => rule.id === name) ?? all.find(({ rule }) => rule.name === name);
  if (found) return found;
  throw new CannotError(`There is no alert rule ${name}; “flightline alerts list” has them.`);
}

const columns: Column<AlertStatus>[] = [
  { title: 'RULE', value: ({ rule }: AlertStatus) => rule.id },
  {
    title: 'STATE',
    value: ({ state }: AlertStatus) => state,
    tone: ({ state }: AlertStatus) => tones[state],
  },
  { title: 'NAME', value: ({ rule }: AlertStatus) => rule.name, flexible: true },
  { title: 'NOW', value: ({ rule, value }: AlertStatus) => figureText(rule.series, value) },
  {
    title: 'ALERTS',
    value: ({ rule }: AlertStatus) =>
      `${comparisonWords[rule.comparison]} ${figureText(rule.series, rule.threshold)}`,
  },
  { title: 'SEVERITY', value: ({ rule }: AlertStatus) => rule.severity },
  {
    title: 'SILENCED UNTIL',
    value: ({ silence }: AlertStatus) => (silence ? timeText(silence.until) : ''),
  },
];

export async function listAlerts(_: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const statuses = await withSession(options.data, ({ call }) => call((api) => api.alerts.list.query()));
  if (options.json) await printJson(statuses);
  else await printText(tableText(columns, statuses, tableOptions()));
  const firing = statuses.filter(({ state, silence }) => state === 'firing' && silence === null).length;
  return firing > 0 ? exitCodes.incomplete : exitCodes.done;
}

const incidentColumns = [
  { title: 'FIRED', value: ({ firedAt }: AlertIncident) => timeText(firedAt) },
  {
    title: 'RESOLVED',
    value: ({ resolvedAt }: AlertIncident) => (resolvedAt === null ? 'still fires' : timeText(resolvedAt)),
  },
  { title: 'NAME', value: ({ name }: AlertIncident) => name, flexible: true },
  { title: 'SEVERITY', value: ({ severity }: AlertIncident) => severity },
  { title: 'WORST', value: ({ series, peak }: AlertIncident) => figureText(series, peak) },
  {
    title: 'TOLD',
    value: ({ notifiedAt }: AlertIncident) => (notifiedAt === null ? 'silenced' : timeText(notifiedAt)),
  },
];

export async function listIncidents(_: string[], typed: unknown): Promise<number> {
  const options = FilterOptions.parse(typed);
  const found = await withSession(options.data, ({ call }) =>
    pages(options.limit, (window) => call((api) => api.alerts.incidents.query(window))),
  );
  if (options.json) await printJson(found);
  else await printRows(incidentColumns, found.rows, 'No alert has fired.');
  return exitCodes.done;
}

export async function silenceAlert([rule]: string[], typed: unknown): Promise<number> {
  const options = SilenceOptions.parse(typed);
  if ((rule === undefined) !== options.all) throw new UsageError('Name one rule, or every rule with --all.');
  const silence = {
    minutes: Math.max(1, Math.round(options.for / 60_000)),
    reason: options.reason,
  };
  const made = await withSession(options.data, async ({ call }) => {
    const ruleId = rule === undefined ? null : (await ruleNamed(call, rule)).rule.id;
    return call((api) => api.alerts.silence.mutate({ silence: { ...silence, ruleId }, key: randomUUID() }));
  });
  if (options.json) await printJson(made);
  else say(`Silenced until ${timeText(made.until)}.`);
  return exitCodes.done;
}

export async function endSilence([rule = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  await withSession(options.data, async ({ call }) => {
    const { silence } = await ruleNamed(call, rule);
    if (!silence) throw new CannotError(`The rule ${rule} is not silenced.`);
    await call((api) => api.alerts.endSilence.mutate({ id: silence.id, key: randomUUID() }));
  });
  if (options.json) await printJson({ ended: rule });
  else say(`The silence of ${rule} has ended.`);
  return exitCodes.done;
}

export async function addRule([name = '']: string[], typed: unknown): Promise<number> {
  const options = AddOptions.parse(typed);
  if (!watchable.has(options.figure))
    throw new UsageError(`There is no figure ${options.figure}; “flightline alerts figures” lists them.`);
  const parsed = AlertRuleInput.safeParse({
    name,
    series: options.figure,
    engine: options.engine ?? null,
    comparison: options.when,
    threshold: options.limitValue,
    windowS: Math.round(options.over / 1000),
    forS: Math.round(options.hold / 1000),
    severity: options.severity,
    action: options.action,
    enabled: true,
  });
  if (!parsed.success) throw new UsageError(issuesText(parsed.error));
  const rule = parsed.data;
  const saved = await withSession(options.data, ({ call }) =>
    call((api) => api.alerts.saveRule.mutate({ id: null, rule, key: randomUUID() })),
  );
  if (options.json) await printJson(saved);
  else say(`The rule ${saved.id} is on.`);
  return exitCodes.done;
}

export async function removeRule([rule = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const { id, builtIn } = await withSession(options.data, async ({ call }) => {
    const found = (await ruleNamed(call, rule)).rule;
    await call((api) => api.alerts.removeRule.mutate({ id: found.id, key: randomUUID() }));
    return found;
  });
  if (options.json) await printJson({ id, removed: !builtIn });
  else
    say(
      builtIn ? `The rule ${rule} comes with Flightline: it is as it came.` : `The rule ${rule} is removed.`,
    );
  return exitCodes.done;
}

export async function listFigures(_: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const figures = [...watchable].map(([id, { chart, series }]) => ({
    id,
    unit: chart.unit,
    byEngine: series.byEngine === true,
    means: `${chart.title}: ${series.label}`,
  }));
  if (options.json) await printJson(figures);
  else {
    const all = [
      { title: 'FIGURE', value: ({ id }: (typeof figures)[number]) => id },
      { title: 'UNIT', value: ({ unit }: (typeof figures)[number]) => unit },
      { title: 'MEANS', value: ({ means }: (typeof figures)[number]) => means, flexible: true },
    ];
    await printText(tableText(all, figures, tableOptions()));
    say(`${counted(figures.length, 'figure')}; shares are 0 to 1.`);
  }
  return exitCodes.done;
}
