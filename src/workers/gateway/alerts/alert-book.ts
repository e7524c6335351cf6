/** Rules and silences as they are now: what comes with Flightline, and what operators made of it. */
import { type AlertRule, AlertRuleInput, type AlertSilence, type SilenceInput } from '#contract/alerts';
import { FlightlineError } from '#contract/errors';
import * as stored from '../../../stack/database/alerts';
import type { Database } from '../../../stack/database/open';
import type { Log } from '../../../stack/log';
import { builtInRules } from './built-in';

export class AlertBook {
  private changed = new Map<string, AlertRuleInput>();
  private silences: AlertSilence[] = [];

  constructor(
    private readonly database: Database,
    private readonly log: Pick<Log, 'warn'>,
  ) {}

  async load(now: number): Promise<void> {
    this.changed = new Map();
    for (const { id, body } of await stored.storedRules(this.database)) {
      const rule = AlertRuleInput.safeParse(body);
      if (rule.success) this.changed.set(id, rule.data);
      else this.log.warn('alert-rule-not-understood', { id, message: rule.error.message });
    }
    this.silences = await stored.silencesAt(this.database, now);
  }

  rules(): AlertRule[] {
    const own = [...this.changed.keys()].filter((id) => !Object.hasOwn(builtInRules, id));
    return [...Object.keys(builtInRules), ...own].flatMap((id) => this.rule(id) ?? []);
  }

  rule(id: string): AlertRule | null {
    const builtIn = Object.hasOwn(builtInRules, id);
    const input = this.changed.get(id) ?? builtInRules[id];
    return input ? { ...input, id, builtIn, changed: builtIn && this.changed.has(id) } : null;
  }

  async saveRule(id: string, input: AlertRuleInput): Promise<AlertRule> {
    await stored.putRule(this.database, id, input);
    this.changed.set(id, input);
    return this.known(id);
  }

  /** @throws FlightlineError `NOT_FOUND` */
  known(id: string): AlertRule {
    const rule = this.rule(id);
    if (!rule) throw new FlightlineError('NOT_FOUND', `There is no alert rule ${id}.`);
    return rule;
  }

  async removeRule(id: string): Promise<void> {
    await stored.dropRule(this.database, id);
    this.changed.delete(id);
  }

  /** The longest silence over a rule. */
  silenceOf(ruleId: string, now: number): AlertSilence | null {
    return this.silences.find((one) => one.until > now && (one.ruleId ?? ruleId) === ruleId) ?? null;
  }

  async silence(id: string, input: SilenceInput, by: { actor: string; at: number }): Promise<AlertSilence> {
    const { ruleId, minutes, reason } = input;
    const { actor, at } = by;
    await stored.putSilence(this.database, {
      id,
      ruleId,
      until: at + minutes * 60_000,
      reason,
      actor,
      createdAt: at,
    });
    this.silences = await stored.silencesAt(this.database, Date.now());
    const made = this.silences.find((one) => one.id === id);
    if (!made) throw new FlightlineError('CONFLICT', 'This silence has ended already.');
    return made;
  }

  async endSilence(id: string): Promise<void> {
    const now = Date.now();
    if (!(await stored.endSilence(this.database, id, now)))
      throw new FlightlineError('NOT_FOUND', `There is no silence ${id}.`);
    this.silences = await stored.silencesAt(this.database, now);
  }
}
