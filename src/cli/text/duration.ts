/** Lengths of time as people type them: `30s`, `15m`, `2h`, `7d`. */
import { InvalidArgumentError } from 'commander';

const unitsMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @throws InvalidArgumentError, which commander tells as wrong usage */
export function parseDurationMs(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text.trim());
  const unit = unitsMs[found?.[2] ?? ''];
  if (!found || unit === undefined)
    throw new InvalidArgumentError('A length of time is a number with s, m, h or d, e.g. 30s or 2h.');
  return Math.round(Number(found[1]) * unit);
}
