/** The policy under a recorded load: what it would have done, against sizes that never change. */
import { describe, expect, it } from 'vitest';
import recorded from '../../../../test/fixtures/loads/flights.json';
import { type Load, type Setup, type Simulated, simulate } from '../../../../test/helpers/simulate-pool';

const load: Load = recorded;
/** The same flights with a service that waits for something else: no core is busy meanwhile. */
const waiting: Load = { ...load, coresPerJob: 0.05 };
const setup: Setup = {
  cores: 8,
  concurrency: 1,
  bounds: { min: 1, max: 6, drainS: 10 },
  startS: 2,
};
const run = (what: Load, fixed: number | null, more: Partial<Setup> = {}): Simulated =>
  simulate(what, { ...setup, ...more }, fixed);

describe('the autoscaler on a recorded burst', () => {
  const auto = run(load, null);
  const one = run(load, 1);
  const six = run(load, 6);

  it('is nearly as fast as the largest fixed pool, and far faster than the smallest', () => {
    expect(auto.drainS).toBeLessThanOrEqual(six.drainS + 5);
    expect(auto.drainS).toBeLessThanOrEqual(one.drainS);
    expect(one.drainS).toBeGreaterThan(load.arrivals.length);
  });

  it('takes fewer worker-seconds than the largest', () => {
    expect(auto.workerSeconds).toBeLessThan(0.75 * six.workerSeconds);
  });

  it('returns to its least size and stays there', () => {
    expect(auto.sizes.at(-1)).toBe(1);
    expect(auto.most).toBeGreaterThanOrEqual(4);
  });

  it('does not hunt: it grows, then shrinks', () => {
    const turns = auto.decisions.filter(({ act }) => act !== 'kept').map(({ act }) => act);
    expect(turns.lastIndexOf('up')).toBeLessThan(turns.indexOf('down'));
    expect(auto.decisions.length).toBeLessThan(20);
  });

  it('gives a sentence for each decision', () => {
    for (const { reason } of auto.decisions)
      expect(reason).toMatch(/^(\d+ → \d+|Stays at \d+, not \d+): .+\.$/);
  });
});

describe('the room on the machine', () => {
  it('keeps it from starting processes that would only take cores from each other', () => {
    const narrow = run(load, null, { cores: 2 });
    expect(narrow.most).toBeLessThanOrEqual(3);
    expect(narrow.decisions.some(({ act, reason }) => act === 'kept' && reason.includes('CPU'))).toBe(true);
  });

  it('is not given up to other programs for ever', () => {
    const crowd = { cores: 2, otherThreads: 2 };
    const auto = run(load, null, crowd);
    expect(auto.most).toBe(2);
    expect(auto.drainS).toBeLessThan(run(load, 1, crowd).drainS);
    expect(auto.decisions.some(({ reason }) => reason.includes('for a minute other programs'))).toBe(true);
  });

  it('does not hold it back where jobs only wait', () => {
    expect(run(waiting, null, { cores: 2 }).most).toBeGreaterThan(run(load, null, { cores: 2 }).most);
  });
});
