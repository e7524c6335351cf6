/** Acts of operators: made durable first, carried out once for each key, found again after a crash. */
import { FlightlineError } from '#contract/errors';
import type { Act } from '#contract/services/act';
import { type Change, once } from '../../stack/database/audit';
import type { Database } from '../../stack/database/open';
import type { Journal } from '../../stack/journal/journal';
import type { ActRecord } from './intake/journal-records';
import type { Settlement } from './intake/settlement';

export class Acts {
  private readonly handlers = new Map<
    string,
    (subject: unknown, change: Change, actor: string) => Promise<unknown>
  >();

  constructor(
    private readonly journal: Journal,
    private readonly database: Database,
    private readonly settlement: Settlement,
    /** Told of each act that ended. */
    private readonly onEnded: () => void = () => undefined,
  ) {}

  /** Says how the act of this name is carried out; `change` takes what the audit log shows. @returns what performs it */
  define<Subject, Answer>(
    act: string,
    handler: (subject: Subject, change: Change, actor: string) => Promise<Answer>,
  ): (subject: Subject, by: Act) => Promise<Answer> {
    this.handlers.set(act, (subject, change, actor) => handler(subject as Subject, change, actor)); // written by the function below, or read from the journal it wrote
    return async (subject, by) => {
      const record: ActRecord = { type: 'act', at: Date.now(), ...by, act, subject };
      const position = await this.journal.append(record);
      this.settlement.appended(position);
      try {
        return (await this.carryOut(record)) as Answer;
      } finally {
        this.settlement.applied(position, Date.now());
      }
    };
  }

  /** An act of the moment: audited and done once for each key, but not found again after a crash. */
  defineFleeting<Subject, Answer>(
    act: string,
    handler: (subject: Subject, change: Change) => Promise<Answer>,
  ): (subject: Subject, by: Act) => Promise<Answer> {
    return (subject, by) =>
      once(this.database, { ...by, act, subject }, (change) => handler(subject, change)).finally(
        this.onEnded,
      );
  }

  /** After an unclean end: carries out what was promised and not finished. What finished answers from the audit log. */
  async replay(record: ActRecord): Promise<void> {
    await this.carryOut(record);
  }

  private carryOut(record: ActRecord): Promise<unknown> {
    const handler = this.handlers.get(record.act);
    if (!handler) throw new FlightlineError('NOT_FOUND', `There is no act named ${record.act}.`);
    const { key, actor, act, subject } = record;
    return once(this.database, { key, actor, act, subject }, (change) =>
      handler(subject, change, actor),
    ).finally(this.onEnded);
  }
}
