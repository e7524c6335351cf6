/** Acts on processes: noted in the audit log, and carried out once for each key, also when they end what keeps that log. */
import { FlightlineError } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import type { ProcessAct } from '#contract/relay';
import type { Act } from '#contract/services/act';
import { isConnectionTrouble } from '../../../stack/database/connection-trouble';

export interface ProcessActs {
  /** Writes it down; `isNew` is called when no earlier call with the same key has. */
  note(subject: ProcessAct, by: Act, isNew: () => void): Promise<ActResult>;
  carryOut(subject: ProcessAct): void;
  /** Called with what shall be noted once the database is back. */
  later(noting: () => Promise<unknown>): void;
}

/**
 * Noted first: the end of the store or of the gateway would keep its own note from being written, and then be asked for again. A store
 * that is down is what a restart is to bring back: it is carried out all the same, and noted when the store is there.
 */
export function processActs({
  note,
  carryOut,
  later,
}: ProcessActs): (subject: ProcessAct, by: Act) => Promise<ActResult> {
  const unnoted = new Set<string>();
  const noteLater = (subject: ProcessAct, by: Act) =>
    later(async () => {
      await note(subject, by, () => undefined);
      unnoted.delete(by.key);
    });
  return async (subject, by) => {
    if (unnoted.has(by.key)) return { done: 1, skipped: [] };
    let isNew = false;
    try {
      const answer = await note(subject, by, () => (isNew = true));
      if (isNew) carryOut(subject);
      return answer;
    } catch (error) {
      if (error instanceof FlightlineError || !isConnectionTrouble(error)) throw error;
      unnoted.add(by.key);
      carryOut(subject);
      noteLater(subject, by);
      return { done: 1, skipped: [] };
    }
  };
}
