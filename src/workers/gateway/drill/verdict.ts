/** What the facts of a drill prove: pure functions. */
import type { DrillCheck, DrillReport } from '#contract/drills';
import type { JobFacts } from '../../../stack/database/drills';

export interface DrillFacts extends JobFacts {
  accepted: number;
  /** Jobs that some queue still holds. */
  queued: number;
  /** Stored files whose bytes are still those that came. */
  intactFiles: number;
  workersKilled: number;
  redisKilled: number;
  /** False with a Redis that is not ours to kill. */
  killsRedis: boolean;
}

export function drillChecks(facts: DrillFacts): DrillCheck[] {
  const { accepted } = facts;
  const check = (name: string, expected: number, found: number): DrillCheck => ({
    name,
    expected,
    found,
    ok: expected === found,
  });
  return [
    check('A worker was killed while it ran jobs, and came back', 1, facts.workersKilled),
    ...(facts.killsRedis ? [check('Redis was killed, and came back', 1, facts.redisKilled)] : []),
    check('Every accepted job is known', accepted, facts.known),
    check('Every job completed', accepted, facts.completed),
    check('No job failed', 0, facts.failed),
    check('Every job has one result', accepted, facts.results),
    check('No job ended well twice', 0, facts.doubled),
    check('No queue holds a job any more', 0, facts.queued),
    check('Every stored file is intact', accepted, facts.intactFiles),
  ];
}

export function summaryOf(
  report: Pick<DrillReport, 'jobs' | 'checks' | 'inHand' | 'workerBackMs' | 'redisBackMs'>,
): string {
  const { jobs, checks, inHand, workerBackMs, redisBackMs } = report;
  const broken = checks.filter(({ ok }) => !ok);
  if (broken.length > 0)
    return `${broken.length} of ${checks.length} checks failed: ${broken.map(({ name, expected, found }) => `${name} (${found} of ${expected})`).join('; ')}.`;
  const seconds = (ms: number | null) => (ms === null ? '' : ` (back after ${(ms / 1000).toFixed(1)} s)`);
  const redis = redisBackMs === null ? '' : ` and Redis${seconds(redisBackMs)}`;
  return `Nothing was lost: ${jobs} jobs, a worker with ${inHand} of them in hand${seconds(workerBackMs)}${redis} killed, ${jobs} completed, each once.`;
}
