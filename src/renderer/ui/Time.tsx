/** A moment in the operator's zone, with UTC on hover: the one way times are shown. */
import { useToday } from './clock';
import { formatForList, formatMoment, formatUtc, type TimePart } from './time-format';

interface TimeProps {
  /** Ms since the epoch or ISO 8601. */
  at: number | string | null | undefined;
  /** `list`: time alone for today. */
  part?: TimePart | 'list';
}

export function Time({ at, part = 'list' }: TimeProps) {
  const today = useToday();
  if (at === null || at === undefined) return <span aria-label="not yet">–</span>;
  const ms = typeof at === 'string' ? Date.parse(at) : at;
  if (Number.isNaN(ms)) return <span>–</span>;
  // A native title: tables hold thousands of these, and a tooltip component each would cost more than the rest.
  return (
    <time dateTime={new Date(ms).toISOString()} title={formatUtc(ms)} className="tabular">
      {part === 'list' ? formatForList(ms, today) : formatMoment(ms, part)}
    </time>
  );
}
