/** How many pictures may be described in a day (UTC): a pure function of what was spent, and a place that keeps it. */

export interface Spent {
  /** `yyyy-mm-dd`. */
  day: string;
  count: number;
}

/** Keeps what was spent across restarts. */
export interface SpentStore {
  read(): Promise<Spent | null>;
  write(spent: Spent): Promise<void>;
}

export const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

export function spentToday(spent: Spent | null, now: number): Spent {
  const day = dayOf(now);
  return spent?.day === day ? spent : { day, count: 0 };
}

/** When the next day begins, ms since the epoch. */
export function nextDay(now: number): number {
  return Date.parse(`${dayOf(now + 24 * 3600_000)}T00:00:00Z`);
}
