/** Days of the gallery in words. */

const long = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `day` is a date on the camera's clock, so no zone of ours may move it. */
export function dayText(day: string): string {
  return long.format(new Date(`${day}T00:00:00Z`));
}

export function monthText(day: string): string {
  return month.format(new Date(`${day}T00:00:00Z`));
}
