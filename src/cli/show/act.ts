/** Acts on several things: which, whether really, and what came of it. */
import { createInterface } from 'node:readline/promises';
import type { ActResult } from '#contract/jobs';
import type { Session } from '../connect/session';
import { UsageError, exitCodes } from '../exit-codes';
import { counted } from '../text/units';
import { printable } from '../text/width';
import type { ActOptions } from './command-options';
import { printJson, printText, say } from './print';

export interface ActPlan {
  /** `retry` */
  verb: string;
  /** `retried` */
  past: string;
  /** `job` */
  thing: string;
  /** `jobs` */
  things: string;
  /** Cannot be taken back: asked for on a terminal also when ids are named. */
  isFinal: boolean;
  /** Everything the filters leave that the act can be done to. */
  collect(): Promise<string[]>;
  carryOut(ids: string[]): Promise<ActResult>;
}

const mostIds = 100_000;
const mostListed = 20;

export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return true; // a script means what it says
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** @throws UsageError when neither ids nor --all are given, or both */
export function checkActTarget(ids: readonly string[], { all }: Pick<ActOptions, 'all'>): void {
  if (all && ids.length > 0) throw new UsageError('Name ids or give --all, not both.');
  if (!all && ids.length === 0) throw new UsageError('Name at least one id, or give --all.');
}

/** @returns the exit code */
export async function act(
  session: Session,
  named: string[],
  options: ActOptions,
  plan: ActPlan,
): Promise<number> {
  const ids = options.all ? await plan.collect() : [...new Set(named)];
  const asks = !options.yes && ids.length > 0 && (options.all || plan.isFinal);
  const subject = counted(ids.length, plan.thing, plan.things);
  if (asks && !(await confirm(`${plan.verb[0]?.toUpperCase() ?? ''}${plan.verb.slice(1)} ${subject}?`))) {
    say('Nothing was done.');
    return exitCodes.failure;
  }
  const result: ActResult = { done: 0, skipped: [] };
  for (let from = 0; from < ids.length; from += mostIds) {
    const part = await plan.carryOut(ids.slice(from, from + mostIds));
    result.done += part.done;
    result.skipped.push(...part.skipped);
  }
  if (options.json) await printJson(result);
  else await printText(resultText(result, plan));
  if (session.kind === 'private' && result.done > 0 && !plan.isFinal)
    say('The work is done when an instance runs: flightline serve, or the desktop.');
  return result.skipped.length > 0 ? exitCodes.incomplete : exitCodes.done;
}

export function resultText(
  { done, skipped }: ActResult,
  plan: Pick<ActPlan, 'past' | 'thing' | 'things'>,
): string {
  const lines = [
    `${counted(done, plan.thing, plan.things)} ${plan.past}${skipped.length > 0 ? `, ${skipped.length} left out` : ''}`,
  ];
  for (const { id, reason } of skipped.slice(0, mostListed))
    lines.push(`  ${printable(id)}  ${printable(reason)}`);
  if (skipped.length > mostListed) lines.push(`  and ${skipped.length - mostListed} more`);
  return lines.join('\n');
}
