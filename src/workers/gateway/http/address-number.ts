/** A number in the query of an address: read from text, and refused in words that name its bounds. */
import { z } from 'zod';

/** The number of `of` as an address carries it; what does not fit is told as `limit: must be a whole number from 1 to 200`. */
export function addressNumber(of: z.ZodNumber): z.ZodNumber {
  const isWhole = of.isInt;
  // Without a bound of its own a whole number has those of exact numbers, which nobody asks for.
  const least = of.minValue === Number.MIN_SAFE_INTEGER ? null : of.minValue;
  const most = of.maxValue === Number.MAX_SAFE_INTEGER ? null : of.maxValue;
  const error = `must be a ${isWhole ? 'whole ' : ''}number${boundsText(least, most)}`;
  let number: z.ZodNumber = z.coerce.number({ error });
  if (isWhole) number = number.int({ error });
  if (least !== null) number = number.min(least, { error });
  if (most !== null) number = number.max(most, { error });
  return number;
}

function boundsText(least: number | null, most: number | null): string {
  const [from, to] = [least, most].map((bound) => (bound !== null && Number.isFinite(bound) ? bound : null));
  if (from != null && to != null) return ` from ${from} to ${to}`;
  if (from != null) return `, ${from} or more`;
  return to == null ? '' : `, ${to} or less`;
}
