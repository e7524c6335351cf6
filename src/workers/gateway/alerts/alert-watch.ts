/** Holds every rule against the figures each second, and keeps what fires as incidents. */
import { createHash } from 'node:crypto';
import type { AlertIncident, AlertRule, AlertState, AlertStatus } from '#contract/alerts';
import { messageOf } from '#contract/errors';
import { watchable } from '#contract/metric-charts';
import * as stored from '../../../stack/database/alerts';
import type { Database } from '../../../stack/database/open';
import type { Log } from '../../../stack/log';
import type { Frame } from '../../../stack/telemetry/history/frame';
import { FrameKeys, expand, valueIn } from '../../../stack/telemetry/history/reading';
import type { EventHub } from '../event-hub';
import type { AlertBook } from './alert-book';
import { type AlertMemory, calm, isBreached, step } from './machine';
import { sentenceOf } from './sentence';

export interface AlertWatchParts {
  book: AlertBook;
  database: Database;
  hub: Pick<EventHub, 'publish'>;
  log: Pick<Log, 'warn' | 'info'>;
  /** The last so many ms as one frame. */
  recent(spanMs: number): Frame | null;
  /** Makes durable that somebody is told. */
  tell(incident: AlertIncident): Promise<void>;
}

interface Watched {
  memory: AlertMemory;
  value: number | null;
  incident: AlertIncident | null;
}

interface Window {
  frame: Frame;
  keys: FrameKeys;
  until: number;
}

const ranks: Record<AlertState, number> = { firing: 0, pending: 1, resolved: 2, 'no-data': 4, ok: 3, off: 5 };

export class AlertWatch {
  private readonly watched = new Map<string, Watched>();
  private readonly windows = new Map<number, Window>();
  /** Incidents that the database does not know yet as they are. */
  private readonly unsaved = new Map<string, AlertIncident>();
  private saving = false;
  private firingBefore = 0;

  constructor(private readonly parts: AlertWatchParts) {}

  /** What fired when the last gateway ended goes on. */
  async resume(now: number): Promise<void> {
    await this.parts.book.load(now);
    for (const incident of await stored.openIncidents(this.parts.database)) {
      const { beganAt, firedAt, peak, value } = incident;
      const memory: AlertMemory = { phase: 'firing', since: firedAt, clearSince: null, beganAt, peak };
      this.watched.set(incident.ruleId, { memory, value, incident });
    }
  }

  tick(now: number): void {
    const rules = new Map(this.parts.book.rules().map((rule) => [rule.id, rule]));
    for (const [id, { incident }] of this.watched) {
      if (rules.get(id)?.enabled) continue;
      if (incident) this.close(incident, now);
      this.watched.delete(id);
    }
    for (const rule of rules.values()) if (rule.enabled) this.look(rule, now);
    const firing = this.firing(now);
    if (firing !== this.firingBefore) this.publish(firing);
    void this.save();
  }

  /** Alerts that fire and are not silenced. */
  firing(now: number): number {
    let count = 0;
    for (const [id, { memory }] of this.watched)
      if (memory.phase === 'firing' && this.parts.book.silenceOf(id, now) === null) count += 1;
    return count;
  }

  list(now: number): AlertStatus[] {
    const statuses = this.parts.book.rules().map((rule): AlertStatus => {
      const watched = this.watched.get(rule.id);
      const silence = this.parts.book.silenceOf(rule.id, now);
      if (!rule.enabled) return { rule, state: 'off', since: null, value: null, silence };
      if (!watched) return { rule, state: 'no-data', since: null, value: null, silence };
      const { memory, value } = watched;
      const unknown = value === null && (memory.phase === 'ok' || memory.phase === 'resolved');
      if (unknown) return { rule, state: 'no-data', since: null, value, silence };
      return { rule, state: memory.phase, since: memory.since, value, silence };
    });
    return statuses.sort((a, b) => ranks[a.state] - ranks[b.state]);
  }

  private look(rule: AlertRule, now: number): void {
    const value = this.valueOf(rule, now);
    const before = this.watched.get(rule.id) ?? { memory: calm(now), value: null, incident: null };
    const breached = isBreached(value, rule.comparison, rule.threshold);
    const memory = step(
      before.memory,
      { now, value, breached },
      { forMs: rule.forS * 1000, comparison: rule.comparison },
    );
    let { incident } = before;
    if (memory.phase === 'firing') {
      incident ??= opened(rule, memory, value);
      incident.peak = memory.peak;
      if (incident.notifiedAt === null && this.parts.book.silenceOf(rule.id, now) === null) {
        incident.notifiedAt = now;
        this.told(incident);
      }
      if (before.incident !== incident || before.memory.peak !== memory.peak) this.keep(incident);
    } else if (incident) {
      this.close(incident, now);
      incident = null;
    }
    this.watched.set(rule.id, { memory, value, incident });
  }

  private close(incident: AlertIncident, now: number): void {
    incident.resolvedAt = now;
    this.keep(incident);
    if (incident.notifiedAt !== null) this.told(incident);
  }

  private told(incident: AlertIncident): void {
    this.keep(incident);
    const now = { ...incident };
    this.parts.log.info('alert', { rule: now.ruleId, resolved: now.resolvedAt !== null });
    this.parts
      .tell(now)
      .catch((error: unknown) =>
        this.parts.log.warn('alert-not-sent', { rule: now.ruleId, message: messageOf(error) }),
      );
    this.publish(this.firing(Date.now()), now);
  }

  private publish(firing: number, incident?: AlertIncident): void {
    this.firingBefore = firing;
    const told = incident
      ? [
          {
            incidentId: incident.id,
            name: incident.name,
            severity: incident.severity,
            resolved: incident.resolvedAt !== null,
            sentence: sentenceOf(incident),
          },
        ]
      : [];
    this.parts.hub.publish({ type: 'alerts', firing, told });
  }

  private keep(incident: AlertIncident): void {
    this.unsaved.set(incident.id, { ...incident });
  }

  private async save(): Promise<void> {
    if (this.saving || this.unsaved.size === 0) return;
    this.saving = true;
    try {
      for (const [id, incident] of [...this.unsaved]) {
        await stored.putIncident(this.parts.database, incident);
        if (this.unsaved.get(id) === incident) this.unsaved.delete(id);
      }
    } catch (error) {
      this.parts.log.warn('alerts-not-saved', { message: messageOf(error) });
    } finally {
      this.saving = false;
    }
  }

  /** A long window is added up again only after a twentieth of its length. */
  private valueOf({ series, engine, windowS }: AlertRule, now: number): number | null {
    const found = watchable.get(series);
    if (!found) return null;
    let window = this.windows.get(windowS);
    if (!window || now >= window.until) {
      const frame = this.parts.recent(windowS * 1000);
      if (!frame) return null;
      window = { frame, keys: new FrameKeys([frame]), until: now + (windowS * 1000) / 20 };
      this.windows.set(windowS, window);
    }
    const [one] = expand(found.series, window.keys, engine ?? undefined);
    return one ? valueIn(window.frame, one.source, window.keys) : null;
  }
}

function opened(rule: AlertRule, memory: AlertMemory, value: number | null): AlertIncident {
  const { id: ruleId, name, severity, series, engine, comparison, threshold } = rule;
  return {
    id: createHash('sha256').update(`${ruleId} ${memory.since}`).digest('hex').slice(0, 24),
    ...{ ruleId, name, severity, series, engine, comparison, threshold },
    beganAt: memory.beganAt,
    firedAt: memory.since,
    resolvedAt: null,
    notifiedAt: null,
    value,
    peak: memory.peak,
  };
}
