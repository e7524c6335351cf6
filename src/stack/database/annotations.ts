/** What happened beside the figures: written by whoever knows, read for charts. */
import type { MetricAnnotation } from '#contract/metrics';
import type { Database } from './open';

/** The same again changes nothing. */
export async function annotate({ pool }: Database, { at, kind, label }: MetricAnnotation): Promise<void> {
  await pool.query(
    'insert into flightline.annotations (at, kind, label) values ($1, $2, $3) on conflict do nothing',
    [at, kind, label],
  );
}

/** Those of `[from, to]`, newest first. */
export async function annotationsBetween(
  { pool }: Database,
  span: { from: number; to: number; most: number },
): Promise<MetricAnnotation[]> {
  const found = await pool.query<MetricAnnotation>(
    'select at, kind, label from flightline.annotations where at between $1 and $2 order by at desc limit $3',
    [span.from, span.to, span.most],
  );
  return found.rows;
}

export async function dropAnnotationsBefore({ pool }: Database, before: number): Promise<void> {
  await pool.query('delete from flightline.annotations where at < $1', [before]);
}

/** Acts of operators that were done in `[from, to]`, newest first; changes of pools are told by the log of scaling. */
export async function actsBetween(
  { pool }: Database,
  span: { from: number; to: number; most: number },
): Promise<{ at: number; actor: string; act: string; subject: unknown }[]> {
  const found = await pool.query<{ at: number; actor: string; act: string; subject: unknown }>(
    `select at, actor, act, subject from flightline.audit
     where at between $1 and $2 and error is null and act <> 'workers.change' order by at desc limit $3`,
    [span.from, span.to, span.most],
  );
  return found.rows;
}
