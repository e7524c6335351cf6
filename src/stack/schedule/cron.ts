/** Cron expressions: checked, put into words, and turned into times. The parser is the one that BullMQ uses. */
import { CronExpressionParser } from 'cron-parser';
import cronstrue from 'cronstrue';
import { FlightlineError, messageOf } from '#contract/errors';

export interface Clock {
  cron: string;
  /** IANA name. */
  timeZone: string;
}

const macros: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
};

/** Without macros, as every cron knows it. */
export function plainCron(cron: string): string {
  return macros[cron.trim().toLowerCase()] ?? cron.trim().replaceAll(/\s+/g, ' ');
}

/** What is wrong with a clock, in a sentence; null when nothing is. */
export function clockProblem({ cron, timeZone }: Clock): string | null {
  if (!isTimeZone(timeZone)) return `${timeZone} is no time zone; write one like Europe/Vienna or UTC.`;
  const plain = plainCron(cron);
  const fields = plain.split(' ').length;
  if (plain === '' || fields !== 5)
    return 'Write five fields: minute, hour, day of month, month, day of week; or @daily, @hourly, @weekly, @monthly.';
  try {
    CronExpressionParser.parse(plain, { tz: timeZone }).next();
    return null;
  } catch (error) {
    return /loop limit/i.test(messageOf(error))
      ? 'This never comes: there is no such day.'
      : `This cannot be read: ${messageOf(error)}.`;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** @throws FlightlineError `INVALID_INPUT` */
export function assertClock(clock: Clock): void {
  const problem = clockProblem(clock);
  if (problem !== null) throw new FlightlineError('INVALID_INPUT', problem);
}

/** E.g. `At 02:00, Monday through Friday`, `Every day at 02:00`. */
export function cronInWords(cron: string): string {
  const words = cronstrue.toString(plainCron(cron), { use24HourTimeFormat: true, verbose: false });
  const onlyTimes = /^At [\d:]+(,? (and )?[\d:]+)*$/.test(words);
  return onlyTimes ? `Every day a${words.slice(1)}` : words;
}

/** The next `count` times after `after`, ms. */
export function nextTimes({ cron, timeZone }: Clock, after: number, count: number): number[] {
  const times = CronExpressionParser.parse(plainCron(cron), { tz: timeZone, currentDate: new Date(after) });
  return Array.from({ length: count }, () => times.next().getTime());
}

const firstWindowMs = 3_600_000;

/**
 * The times in (after, until], oldest first: the newest `most` of them. `more` when there were older ones. It reads
 * growing windows before the end, so that a year's sleep of a schedule of minutes costs little, and forwards: the
 * parser's `prev` doubles the hour that autumn repeats and leaves out the one that spring lacks.
 */
export function timesBetween(
  { cron, timeZone }: Clock,
  span: { after: number; until: number; most: number },
): { times: number[]; more: boolean } {
  const plain = plainCron(cron);
  for (let windowMs = firstWindowMs; ; windowMs *= 2) {
    const from = Math.max(span.after, span.until - windowMs);
    const forwards = CronExpressionParser.parse(plain, { tz: timeZone, currentDate: new Date(from) });
    const times: number[] = [];
    for (let time = forwards.next().getTime(); time <= span.until; time = forwards.next().getTime())
      times.push(time);
    if (times.length > span.most) return { times: times.slice(-span.most), more: true };
    if (from === span.after) return { times, more: false };
  }
}
