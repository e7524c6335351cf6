/** The log of what was decided about pools' sizes. */
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import type { DecisionQuery, ScalingDecision } from '#contract/scaling';
import type { Database } from './open';
import { scalingDecisions } from './schema';

export async function addDecision(
  database: Database,
  decision: Omit<ScalingDecision, 'id'>,
): Promise<number> {
  const [row] = await database.orm
    .insert(scalingDecisions)
    .values(decision)
    .returning({ id: scalingDecisions.id });
  return row?.id ?? 0;
}

/** Newest first. */
export async function decisions(
  database: Database,
  { pool, from, limit = 100 }: DecisionQuery,
): Promise<ScalingDecision[]> {
  return database.orm
    .select()
    .from(scalingDecisions)
    .where(
      and(
        pool === undefined ? undefined : eq(scalingDecisions.pool, pool),
        from === undefined ? undefined : gte(scalingDecisions.at, from),
      ),
    )
    .orderBy(desc(scalingDecisions.at), desc(scalingDecisions.id))
    .limit(limit);
}

export async function dropDecisionsBefore(database: Database, before: number): Promise<void> {
  await database.orm.delete(scalingDecisions).where(lt(scalingDecisions.at, before));
}
