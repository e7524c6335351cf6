/** Writes the results of a batch in the order of its files, as far as they are there. */
import type { Batch, BatchMember } from '#contract/batches';
import { messageOf } from '#contract/errors';
import { terminalStates } from '#contract/jobs';
import type { JobRow } from '#contract/jobs';
import type { Session } from '../connect/session';
import { InstanceGoneError } from '../connect/session';
import { type Entry, type ResultParts, entryOf } from '../output/entry';
import type { ResultFormat } from '../output/result-format';
import type { Sink } from '../output/sink';
import { hasEnded } from './follow';
import { InputNames } from './input-names';
import type { RunRecord } from './run-record';
import type { Tally } from './tally';

const pageSize = 200;
const askedAtOnce = 8;

function isFinal({ state }: BatchMember): boolean {
  return state === 'refused' || terminalStates.includes(state);
}

export class ResultWriter {
  private written = 0;
  private bodyIsEmpty = true;
  private headIsOut = false;
  private readonly names: InputNames;
  private summaries: Map<string, JobRow['summary']> | null = null;

  constructor(
    private readonly options: {
      format: ResultFormat;
      sink: Sink;
      files: RunRecord['files'];
      tally: Tally;
      signal: AbortSignal;
    },
  ) {
    this.names = new InputNames(options.files);
  }

  /**
   * Writes the files that have ended and before which none is missing. Goes on with another session where it stopped.
   * @throws the signal's reason when it aborts
   */
  async advance(session: Session, batch: Batch): Promise<void> {
    if (this.options.format.needs === 'summary' && !hasEnded(batch)) return;
    await this.writeHead();
    for (;;) {
      const query = { batchId: batch.id, offset: this.written, limit: pageSize };
      const { rows } = await session.call((api) => api.batches.members.query(query));
      const firstOpen = hasEnded(batch) ? -1 : rows.findIndex((member) => !isFinal(member));
      const ready = firstOpen < 0 ? rows : rows.slice(0, firstOpen);
      await this.writeMembers(session, batch, ready);
      if (ready.length < pageSize) return;
    }
  }

  /** After the end: files that never became members are named, too. */
  async finish(batch: Batch): Promise<void> {
    for (const { shown, fileName } of this.names.left()) {
      const message = `${fileName} was not taken in before the batch was ${batch.state}; run it again.`;
      const error = { code: 'INTERRUPTED', message, action: 'Run the same command again.' };
      await this.writeEntry({ fileName, path: shown, state: 'cancelled', jobId: null, error }, {});
    }
    await this.options.sink.write(this.options.format.tail);
  }

  private async writeHead(): Promise<void> {
    if (this.headIsOut) return;
    this.headIsOut = true;
    await this.options.sink.write(this.options.format.head);
  }

  private async writeMembers(session: Session, batch: Batch, members: readonly BatchMember[]): Promise<void> {
    for (let from = 0; from < members.length; from += askedAtOnce) {
      this.options.signal.throwIfAborted();
      const group = members.slice(from, from + askedAtOnce);
      const parts = await Promise.all(group.map((member) => this.partsOf(session, batch, member)));
      for (const [index, member] of group.entries()) {
        const { problem, ...found } = parts[index] ?? {};
        const entry = entryOf(member, this.names.take(member));
        await this.writeEntry(problem ? { ...entry, error: problem } : entry, found);
        this.written += 1;
      }
    }
  }

  private async writeEntry(entry: Entry, parts: ResultParts): Promise<void> {
    const text = this.options.format.entry(entry, parts, this.bodyIsEmpty);
    if (text !== '') this.bodyIsEmpty = false;
    await this.options.sink.write(text);
    this.options.tally.note(entry);
  }

  private async partsOf(
    session: Session,
    batch: Batch,
    { state, jobId }: BatchMember,
  ): Promise<ResultParts & { problem?: Entry['error'] }> {
    if (state !== 'completed' || jobId === null) return {};
    switch (this.options.format.needs) {
      case 'output':
        return { output: (await session.call((api) => api.jobs.get.query({ id: jobId }))).output };
      case 'summary':
        this.summaries ??= await summariesOf(session, batch.id);
        return { summary: this.summaries.get(jobId) ?? null };
      case 'view':
        return viewOf(session, jobId);
    }
  }
}

/** One result that cannot be drawn must not cost the others. */
async function viewOf(session: Session, jobId: string): Promise<ResultParts & { problem?: Entry['error'] }> {
  try {
    return { view: await (await session.get(`/api/v1/jobs/${jobId}/views/geojson`)).json() };
  } catch (error) {
    if (error instanceof InstanceGoneError) throw error;
    const action = 'Look at the job in the console.';
    return {
      problem: {
        code: 'ENGINE_FAILED',
        message: `Its GeoJSON could not be had: ${messageOf(error)}`,
        action,
      },
    };
  }
}

async function summariesOf(session: Session, batchId: string): Promise<Map<string, JobRow['summary']>> {
  const summaries = new Map<string, JobRow['summary']>();
  for (let offset = 0; ; offset += 500) {
    const query = { filter: { batchId }, offset, limit: 500 };
    const { rows } = await session.call((api) => api.jobs.page.query(query));
    for (const { id, summary } of rows) summaries.set(id, summary);
    if (rows.length < 500) return summaries;
  }
}
