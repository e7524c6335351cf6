/** The life of an alert, as a pure function: ok, pending, firing, resolved. */
import type { AlertComparison } from '#contract/alerts';

/** A figure that goes up and down round its limit is one alert, not many. */
export const clearMs = 10_000;
/** So long an alert that ended is told as resolved. */
export const resolvedMs = 15 * 60_000;

export interface AlertMemory {
  phase: 'ok' | 'pending' | 'firing' | 'resolved';
  since: number;
  /** Since when the condition does not hold any more, while it fires. */
  clearSince: number | null;
  /** When the condition began to hold. */
  beganAt: number;
  peak: number | null;
}

export interface AlertReading {
  now: number;
  /** Null: nothing is known. */
  value: number | null;
  breached: boolean;
}

export function calm(now: number): AlertMemory {
  return { phase: 'ok', since: now, clearSince: null, beganAt: now, peak: null };
}

export function isBreached(value: number | null, comparison: AlertComparison, threshold: number): boolean {
  if (value === null) return false;
  switch (comparison) {
    case 'above':
      return value > threshold;
    case 'atLeast':
      return value >= threshold;
    case 'below':
      return value < threshold;
    case 'atMost':
      return value <= threshold;
  }
}

/** The further from the limit on its wrong side. */
export function worse(one: number | null, other: number | null, comparison: AlertComparison): number | null {
  if (one === null || other === null) return one ?? other;
  return comparison === 'above' || comparison === 'atLeast' ? Math.max(one, other) : Math.min(one, other);
}

/** One reading later. An alert that fires goes on while nothing is known: an outage must not look like recovery. */
export function step(
  memory: AlertMemory,
  { now, value, breached }: AlertReading,
  { forMs, comparison }: { forMs: number; comparison: AlertComparison },
): AlertMemory {
  switch (memory.phase) {
    case 'ok':
    case 'resolved': {
      if (breached) {
        const phase = forMs === 0 ? 'firing' : 'pending';
        return { phase, since: now, clearSince: null, beganAt: now, peak: value };
      }
      return memory.phase === 'resolved' && now - memory.since >= resolvedMs ? calm(now) : memory;
    }
    case 'pending': {
      if (!breached) return calm(now);
      const peak = worse(memory.peak, value, comparison);
      return now - memory.since >= forMs
        ? { ...memory, phase: 'firing', since: now, peak }
        : { ...memory, peak };
    }
    case 'firing': {
      if (breached) return { ...memory, clearSince: null, peak: worse(memory.peak, value, comparison) };
      if (value === null) return memory;
      const clearSince = memory.clearSince ?? now;
      if (now - clearSince < clearMs) return { ...memory, clearSince };
      return { ...memory, phase: 'resolved', since: now, clearSince: null };
    }
  }
}
