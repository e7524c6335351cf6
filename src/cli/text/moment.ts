/** Moments as they are typed: `15m`, `2h`, `3d` ago, or a date. */
import { InvalidArgumentError } from 'commander';

const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @returns ms since the epoch. @throws InvalidArgumentError for what is neither */
export function momentOf(text: string, now = Date.now()): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return now - Number(count) * (unitMs[unit] ?? 0);
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new InvalidArgumentError('It must be like 15m, 2h or 3d (ago), or a date like 2026-05-01T12:00.');
}
