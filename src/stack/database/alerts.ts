/** Rows of alerts: changed rules, silences, incidents. */
import type {
  AlertIncident,
  AlertIncidentPage,
  AlertIncidentQuery,
  AlertRuleInput,
  AlertSilence,
} from '#contract/alerts';
import { toJsonb } from './jsonb';
import type { Database } from './open';

/** What is stored must be parsed by the caller: an older Flightline may have written it. */
export async function storedRules({ pool }: Database): Promise<{ id: string; body: unknown }[]> {
  return (await pool.query<{ id: string; body: unknown }>('select id, body from flightline.alert_rules'))
    .rows;
}

export async function putRule({ pool }: Database, id: string, rule: AlertRuleInput): Promise<void> {
  await pool.query(
    `insert into flightline.alert_rules (id, body, updated_at) values ($1, $2::jsonb, $3)
     on conflict (id) do update set body = excluded.body, updated_at = excluded.updated_at`,
    [id, toJsonb(rule), Date.now()],
  );
}

export async function dropRule({ pool }: Database, id: string): Promise<void> {
  await pool.query('delete from flightline.alert_rules where id = $1', [id]);
}

export async function silencesAt({ pool }: Database, now: number): Promise<AlertSilence[]> {
  const found = await pool.query<AlertSilence>(
    `select id, rule_id as "ruleId", until, reason, actor, created_at as "createdAt"
     from flightline.alert_silences where until > $1 order by until desc`,
    [now],
  );
  return found.rows;
}

/** The same id again changes nothing. */
export async function putSilence({ pool }: Database, silence: AlertSilence): Promise<void> {
  const { id, ruleId, until, reason, actor, createdAt } = silence;
  await pool.query(
    `insert into flightline.alert_silences (id, rule_id, until, reason, actor, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, ruleId, until, reason, actor, createdAt],
  );
}

/** @returns false when there is no such silence */
export async function endSilence({ pool }: Database, id: string, now: number): Promise<boolean> {
  const found = await pool.query(
    'update flightline.alert_silences set until = least(until, $2) where id = $1',
    [id, now],
  );
  return found.rowCount === 1;
}

const incidentColumns = `id, rule_id as "ruleId", rule->>'name' as name, rule->>'severity' as severity,
  rule->>'series' as series, rule->>'engine' as engine, rule->>'comparison' as comparison,
  (rule->>'threshold')::double precision as threshold, began_at as "beganAt", fired_at as "firedAt",
  resolved_at as "resolvedAt", notified_at as "notifiedAt", value, peak`;

export async function openIncidents({ pool }: Database): Promise<AlertIncident[]> {
  const found = await pool.query<AlertIncident>(
    `select ${incidentColumns} from flightline.alert_incidents where resolved_at is null`,
  );
  return found.rows;
}

/** Writes what it is now. */
export async function putIncident({ pool }: Database, incident: AlertIncident): Promise<void> {
  const { name, severity, series, engine, comparison, threshold, ...row } = incident;
  await pool.query(
    `insert into flightline.alert_incidents
       (id, rule_id, rule, began_at, fired_at, resolved_at, notified_at, value, peak)
     values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set resolved_at = excluded.resolved_at, notified_at = excluded.notified_at,
       peak = excluded.peak`,
    [
      row.id,
      row.ruleId,
      toJsonb({ name, severity, series, engine, comparison, threshold }),
      row.beganAt,
      row.firedAt,
      row.resolvedAt,
      row.notifiedAt,
      row.value,
      row.peak,
    ],
  );
}

/** Newest first. */
export async function incidents(
  { pool }: Database,
  { ruleId, offset, limit }: AlertIncidentQuery,
): Promise<AlertIncidentPage> {
  const of = ruleId ?? null;
  const found = await pool.query<AlertIncident>(
    `select ${incidentColumns} from flightline.alert_incidents where $1::text is null or rule_id = $1
     order by fired_at desc, id desc offset $2 limit $3`,
    [of, offset, limit],
  );
  const counted = await pool.query<{ total: number }>(
    'select count(*) as total from flightline.alert_incidents where $1::text is null or rule_id = $1',
    [of],
  );
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 };
}

/** Those that fired or ended in `[from, to]`, newest first. */
export async function incidentsBetween(
  { pool }: Database,
  span: { from: number; to: number; most: number },
): Promise<AlertIncident[]> {
  const found = await pool.query<AlertIncident>(
    `select ${incidentColumns} from flightline.alert_incidents
     where fired_at between $1 and $2 or resolved_at between $1 and $2 order by fired_at desc limit $3`,
    [span.from, span.to, span.most],
  );
  return found.rows;
}

export async function dropIncidentsBefore({ pool }: Database, before: number): Promise<void> {
  await pool.query('delete from flightline.alert_incidents where resolved_at < $1', [before]);
  await pool.query('delete from flightline.alert_silences where until < $1', [before]);
}
