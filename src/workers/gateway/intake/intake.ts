/** Takes files in: chooses engines, makes the acceptance durable, then tells database and queue. */
import type { Settings } from '#contract/settings';
import { assertWorksHere } from '../attached';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '#contract/engine';
import { FlightlineError, messageOf } from '#contract/errors';
import type { IngestChoices, IngestItem } from '#contract/ingest';
import type { Lane } from '#contract/queues';
import { nextSeq } from '../../../stack/database/batches';
import type { Insertion } from '../../../stack/database/jobs';
import type { Database } from '../../../stack/database/open';
import type { Journal } from '../../../stack/journal/journal';
import type { Log } from '../../../stack/log';
import { jobIdOf } from '../../../stack/queue/job-id';
import { type Application, applyRecords } from './apply-records';
import type { IntakeOrigin, IntakeTimes, IntakeTracer, Received } from './intake-tracer';
import type { IntakeRecord } from './journal-records';
import { firstOfEach } from './first-of-each';
import { Gathering } from './gathering';
import { Lull } from './lull';
import { type KnownFile, routeFile } from './route-file';
import type { Settlement } from './settlement';
import type { Workflow } from '../workflow';

/** A stored file, or one that could not be taken. */
export type IntakeFile =
  | (KnownFile & { sha256: string; received?: Received; existed?: boolean })
  | { fileName: string; sizeBytes: number; refusal: { code: string; message: string } };

export interface IntakeRequest {
  files: readonly IntakeFile[];
  batchId: string | null;
  lane: Lane;
  choices: IngestChoices;
  origin?: IntakeOrigin;
  /**
   * Answers when the files are durable, before database and queue know of them: for clients that cannot ask for the job
   * itself. Content that was there before is waited for all the same, to tell whether its work is known.
   */
  answersEarly?: boolean;
}

export interface IntakeParts {
  settings: Pick<Settings, 'attached'>;
  engines: readonly Engine[];
  journal: Journal;
  database: Database;
  workflow: Pick<Workflow, 'queue'>;
  settlement: Settlement;
  log: Log;
  tracer: IntakeTracer;
  /** Of what an engine keeps; part of the identity of work that reads it. */
  stateRevision: (engine: string) => string;
  /** What the settings decide for jobs of an engine. */
  instanceOptions: (engine: Engine) => Record<string, unknown>;
  onAccepted: (jobIds: readonly string[], batchId: string | null) => void;
}

/** @throws FlightlineError `INVALID_INPUT` for options that name no engine: those of one do not fit another */
export function assertChoicesFit({ engine, options }: IngestChoices): void {
  if (options && engine === undefined)
    throw new FlightlineError('INVALID_INPUT', 'Options need the name of the engine they are for.');
}

/** With database and queue at hand the answer tells what is known already; longer nobody waits for it. */
const answerLimitMs = 3000;
const retryMs = 500;
/** Two at a time: one is in the database while the other is in the queue. */
const groupsAtOnce = 2;
/** A statement with more rows takes no less for each. */
const mostJobsOfGroup = 1000;
/** With more that database and queue do not know of, nobody is answered early: who sends has to wait for them. */
const mostUnapplied = 500;

export class Intake {
  private readonly seqs = new Map<string, Promise<{ next: number }>>();
  private readonly addedAt = new Map<string, number>();
  private readonly underWay = new Lull();
  private unapplied = 0;
  /** Batches whose new jobs shall not run yet. */
  readonly paused = new Set<string>();
  private readonly groups = new Gathering<Application, Insertion[]>({
    atOnce: groupsAtOnce,
    mostWeight: mostJobsOfGroup,
    weightOf: ({ record }) => record.jobs.length,
    work: (group) => this.applyGroup(group, 'new'),
  });

  constructor(private readonly parts: IntakeParts) {}

  /**
   * Resolves when every accepted file is durable: from then on it survives the end of anything.
   * @throws FlightlineError `INVALID_INPUT` for options that name no engine
   */
  accept(request: IntakeRequest): Promise<IngestItem[]> {
    return this.underWay.during(() => this.acceptNow(request));
  }

  /**
   * For work that can be done a little later: resolves when nobody waits for an answer, or after `mostMs`. The embedded store
   * is one session, in which a transaction holds up everybody.
   */
  lull(mostMs: number): Promise<void> {
    return this.underWay.wait(mostMs);
  }

  private async acceptNow(request: IntakeRequest): Promise<IngestItem[]> {
    assertWorksHere(this.parts.settings, 'Files are added');
    assertChoicesFit(request.choices);
    const at = Date.now();
    if (request.batchId !== null) this.addedAt.set(request.batchId, at);
    const routed = request.files.map((file) => this.route(file, request, at));
    const record = await this.recordOf(routed, request.batchId, at);
    const position = await this.parts.journal.append(record);
    const journaledAt = Date.now();
    this.parts.settlement.appended(position);
    const applied = this.applyUntilDone(record, position);
    const told = withinAnswerLimit(applied).then((insertions) => {
      const known = new Set((insertions ?? []).filter(({ isNew }) => !isNew).map(({ id }) => id));
      this.trace(routed, request, { known, times: { at, journaledAt, appliedAt: insertions && Date.now() } });
      return known;
    });
    const isNew = request.files.every((file) => 'sha256' in file && file.existed === false);
    // A blob that was not there is of no job: what jobs refer to is never collected.
    const known =
      request.answersEarly === true && isNew && this.unapplied <= mostUnapplied
        ? new Set<string>()
        : await told;
    return withKnown(
      routed.map(({ item }) => item),
      known,
    );
  }

  /** Of records that no answer waits for, as `applyRecords` does. */
  applyGroup(group: readonly Application[], how: 'new' | 'replay'): Promise<Insertion[][]> {
    return applyRecords({ ...this.parts, paused: this.paused }, group, how);
  }

  /** When files were last added to a batch, ms; 0 when none were since the gateway started. */
  lastAddedAt(batchId: string): number {
    return this.addedAt.get(batchId) ?? 0;
  }

  /** What was known before has its trace already. */
  private trace(
    routed: readonly { jobs: IntakeRecord['jobs'] }[],
    { files, origin, batchId }: IntakeRequest,
    { known, times }: { known: ReadonlySet<string>; times: IntakeTimes },
  ): void {
    routed.forEach(({ jobs }, index) => {
      const file = files[index];
      if (jobs[0]?.traced !== true || !file || jobs.every(({ id }) => known.has(id))) return;
      const received = 'received' in file ? (file.received ?? null) : null;
      this.parts.tracer.accepted({ jobs, received, origin: origin ?? null, batchId, times });
    });
  }

  private async applyUntilDone(record: IntakeRecord, position: number): Promise<Insertion[]> {
    const application = { record, isNew: new Set<string>() };
    this.unapplied += 1;
    for (let attempt = 1; ; attempt++) {
      try {
        // After a failure alone: a record that cannot be written must not hold up those it came with.
        const insertions =
          attempt === 1
            ? await this.groups.add(application)
            : (await this.applyGroup([application], 'new')).flat();
        this.parts.settlement.applied(position, Date.now());
        this.unapplied -= 1;
        return insertions;
      } catch (error) {
        if (attempt === 1)
          this.parts.log.warn('intake-waits', { message: messageOf(error), jobs: record.jobs.length });
        await delay(retryMs);
      }
    }
  }

  private route(
    file: IntakeFile,
    request: IntakeRequest,
    at: number,
  ): { item: IngestItem; jobs: IntakeRecord['jobs'] } {
    const { fileName, sizeBytes } = file;
    const routing =
      'refusal' in file ? file.refusal : routeFile(this.parts.engines, file, request.choices.engine);
    if ('code' in routing || 'refusal' in file) {
      const { code, message } = 'code' in routing ? routing : { code: null, message: null };
      return { item: { fileName, sizeBytes, outcome: 'refused', jobs: [], code, message }, jobs: [] };
    }
    const { origin } = request;
    const named = {
      ...(origin?.trace ? { trace: origin.trace } : {}),
      ...(this.parts.tracer.takes(origin, at) ? { traced: true } : {}),
    };
    const jobs = routing.engines.map((engine) => {
      const { name, version } = engine;
      const options = this.optionsFor(engine, request.choices.options ?? {});
      return {
        id: jobIdOf({ engine: name, version, sha256: file.sha256, options }),
        engine: name,
        engineVersion: version,
        lane: request.lane,
        fileName,
        sha256: file.sha256,
        sizeBytes,
        options,
        acceptedAt: at,
        ...named,
        afterName: engine.after,
      };
    });
    const idOf = new Map(jobs.map(({ engine, id }) => [engine, id]));
    const item = {
      fileName,
      sizeBytes,
      outcome: 'accepted' as const,
      jobs: jobs.map(({ id, engine }) => ({ id, engine })),
      code: null,
      message: null,
    };
    const steps = jobs.map(({ afterName, ...job }) => ({
      ...job,
      afterId: idOf.get(afterName ?? '') ?? null,
    }));
    return { item, jobs: steps };
  }

  /** Results that read the engine's state are results of that state: another one makes it other work. */
  private optionsFor(engine: Engine, chosen: Record<string, unknown>): Record<string, unknown> {
    const stateRevision = engine.readsState ? this.parts.stateRevision(engine.name) : '';
    const options = { ...this.parts.instanceOptions(engine), ...chosen };
    return stateRevision === '' ? options : { ...options, stateRevision };
  }

  private async recordOf(
    routed: readonly { item: IngestItem; jobs: IntakeRecord['jobs'] }[],
    batchId: string | null,
    at: number,
  ): Promise<IntakeRecord> {
    const plain = routed.flatMap(({ item, jobs }): Omit<IntakeRecord['members'][number], 'seq'>[] => {
      const { fileName, sizeBytes } = item;
      if (item.outcome === 'refused')
        return [
          {
            fileName,
            sizeBytes,
            jobId: null,
            refusal: { code: item.code ?? 'INVALID_INPUT', message: item.message ?? '' },
          },
        ];
      return jobs.map(({ id }) => ({ fileName, sizeBytes, jobId: id, refusal: null }));
    });
    const first = batchId === null ? 0 : await this.takeSeqs(batchId, plain.length);
    return {
      type: 'intake',
      at,
      batchId,
      jobs: [...firstOfEach(routed.flatMap(({ jobs }) => jobs)).values()],
      members: batchId === null ? [] : plain.map((member, index) => ({ ...member, seq: first + index })),
    };
  }

  private async takeSeqs(batchId: string, count: number): Promise<number> {
    let counter = this.seqs.get(batchId);
    if (!counter) {
      counter = nextSeq(this.parts.database, batchId).then((next) => ({ next }));
      this.seqs.set(batchId, counter);
      counter.catch(() => this.seqs.delete(batchId));
    }
    const state = await counter;
    const first = state.next;
    state.next += count;
    return first;
  }
}

/** Null when it takes longer. */
async function withinAnswerLimit<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerLimitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Marks work that was there before: before the request, or before its place in it. */
function withKnown(items: readonly IngestItem[], knownBefore: ReadonlySet<string>): IngestItem[] {
  const known = new Set(knownBefore);
  return items.map((item) => {
    const isKnown = item.jobs.length > 0 && item.jobs.every(({ id }) => known.has(id));
    for (const { id } of item.jobs) known.add(id);
    return isKnown ? { ...item, outcome: 'known' } : item;
  });
}
