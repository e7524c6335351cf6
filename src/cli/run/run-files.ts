/** `flightline run`: files in, results out, whatever happens to the instance meanwhile. */
import { randomUUID } from 'node:crypto';
import type { Batch } from '#contract/batches';
import { messageOf } from '#contract/errors';
import type { EngineInfo } from '#contract/system';
import { InstanceGoneError, type Session, openSession } from '../connect/session';
import { InterruptedError, ReaderGoneError, UsageError, exitCodes } from '../exit-codes';
import { resultFormat } from '../output/result-format';
import { type Sink, fileSink, streamSink } from '../output/sink';
import { paintFor } from '../text/style';
import { counted } from '../text/units';
import { followBatch, hasEnded } from './follow';
import { type Interrupt, listenForInterrupt } from './interrupt';
import { type Plan, type RunOptions, engineOf, planRun, recordOf } from './plan-run';
import { type Progress, progressOn } from './progress';
import { RateMeter, progressOf } from './progress-text';
import { ResultWriter } from './result-writer';
import { type RunRecord, dropRecord, keepRecord } from './run-record';
import { Tally } from './tally';

export interface RunCommand extends RunOptions {
  /** Engine threads of a private instance. */
  concurrency?: number;
  verbose: boolean;
}

interface Run {
  record: RunRecord;
  sink: Sink;
  writer: ResultWriter;
  tally: Tally;
  progress: Progress;
  signal: AbortSignal;
  startedAt: number;
}

/** A run whose instance is stopped by somebody goes on in one of its own; more often than this it is not. */
const mostInstances = 5;

/** @returns the exit code */
export async function runFiles(command: RunCommand): Promise<number> {
  const progress = progressOn(process.stderr);
  const plan = await planRun(command, (line) => progress.say(line));
  const interrupt = listenForInterrupt((line) => progress.say(line));
  let run: Run | null = null;
  try {
    for (let instance = 1; ; instance++) {
      const session = await open(command, progress);
      try {
        interrupt.signal.throwIfAborted();
        run ??= await prepare(session, command, plan, { progress, interrupt });
        return await drive(session, run, command.dataDir);
      } catch (error) {
        progress.end();
        if (!(error instanceof InstanceGoneError) || instance === mostInstances) {
          if (run) await suspend(session, run, { error, dataDir: command.dataDir });
          throw error;
        }
        progress.say('The instance ended; going on without it.');
      } finally {
        await session.close();
      }
    }
  } catch (error) {
    if (!(error instanceof ReaderGoneError)) throw error;
    return exitCodes.failure;
  } finally {
    interrupt.end();
  }
}

async function open(command: RunCommand, progress: Progress): Promise<Session> {
  const { dataDir, concurrency, verbose } = command;
  const say = (line: string) => progress.say(line);
  const session = await openSession({
    dataDir,
    start: 'private',
    overrides: concurrency ? { threadsPerProcess: concurrency } : {},
    say,
    onStep: verbose ? say : undefined,
  });
  if (session.kind === 'attached' && concurrency !== undefined)
    say(
      `--concurrency is left out: the instance at ${session.url} decides how many threads its engines have.`,
    );
  return session;
}

async function prepare(
  session: Session,
  command: RunCommand,
  plan: Plan,
  { progress, interrupt }: { progress: Progress; interrupt: Interrupt },
): Promise<Run> {
  const engines = await session.call((api) => api.system.engines.query());
  const engine = engineOf(engines, plan.kind === 'new' ? plan.engine : plan.record.engine);
  const record = recordOf(plan, command, engine, (line) => progress.say(line));
  const format = formatFor(record, engine);
  const sink =
    record.out === null ? streamSink(process.stdout, () => clearUnder(progress)) : await fileSink(record.out);
  await keepRecord(command.dataDir, record);
  const tally = new Tally();
  const writer = new ResultWriter({ format, sink, files: record.files, tally, signal: interrupt.signal });
  return { record, sink, writer, tally, progress, signal: interrupt.signal, startedAt: Date.now() };
}

function formatFor({ format }: RunRecord, engine: EngineInfo) {
  if (format === 'geojson' && !engine.views.includes('geojson'))
    throw new UsageError(`Results of ${engine.name} have no GeoJSON; use --format jsonl, json or csv.`);
  return resultFormat(format, engine);
}

/** Results on a terminal would otherwise be drawn into the bar. */
function clearUnder(progress: Progress): void {
  if (process.stdout.isTTY) progress.clear();
}

async function drive(session: Session, run: Run, dataDir: string): Promise<number> {
  const { record, sink, writer, tally, progress, signal } = run;
  const { id } = await enter(session, record);
  const meter = new RateMeter();
  let saidPaused = false;
  for await (const batch of followBatch(session, id, signal)) {
    const finished = progressOf(batch, record.files.length, null).done;
    meter.note(finished, Date.now());
    progress.update(progressOf(batch, record.files.length, meter.perS));
    if (batch.state === 'paused' && !saidPaused)
      progress.say(`Somebody paused the batch; it goes on with: flightline batches resume ${id}`);
    saidPaused = batch.state === 'paused';
    await releaseHeld(session, batch);
    await writer.advance(session, batch);
    signal.throwIfAborted();
    if (!hasEnded(batch)) continue;
    await writer.finish(batch);
    await sink.commit();
    await dropRecord(dataDir, record.key);
    tally.known = batch.counts.duplicates;
  }
  progress.end();
  for (const line of tally.summary(Date.now() - run.startedAt, paintFor(process.stderr))) progress.say(line);
  if (record.out !== null) progress.say(`Results are in ${record.out}.`);
  return tally.exitCode;
}

/** The batch of this run: made now, or found again because the key is the same; set going if it was suspended. */
async function enter(session: Session, record: RunRecord): Promise<Pick<Batch, 'id'>> {
  const { key, engine, lane, files } = record;
  const paths = files.map(({ absolute }) => absolute);
  const { id } = await session.call((api) => api.ingest.paths.mutate({ paths, engine, lane, key }));
  const { state } = await session.call((api) => api.batches.get.query({ id }));
  if (state === 'paused') await resume(session, id);
  return { id };
}

async function resume(session: Session, id: string): Promise<void> {
  const key = randomUUID();
  await session.call((api) => api.batches.resume.mutate({ id, key }));
}

/** Files of this run may be known as jobs of another batch that is paused; they are wanted now. */
async function releaseHeld(session: Session, { id, state, counts }: Batch): Promise<void> {
  if ((state === 'running' || state === 'open') && counts.paused > 0) await resume(session, id);
}

/** After a failure or Ctrl-C: no half-written file, no work that nobody waits for, a sentence on how to go on. */
async function suspend(session: Session, run: Run, why: { error: unknown; dataDir: string }): Promise<void> {
  const { record, progress, sink, tally } = run;
  await sink.discard();
  const stops = why.error instanceof InterruptedError || why.error instanceof ReaderGoneError;
  if (stops && session.kind === 'attached' && session.isAlive()) await pause(session, record, progress);
  progress.say(
    `Suspended with ${tally.total} of ${counted(record.files.length, 'result')} written. ` +
      `Continue with: flightline run --resume --data ${why.dataDir}`,
  );
}

async function pause(session: Session, record: RunRecord, progress: Progress): Promise<void> {
  try {
    const { id } = await enterPaused(session, record);
    await session.call((api) => api.batches.pause.mutate({ id, key: randomUUID() }));
  } catch (error) {
    progress.say(`The batch could not be paused: ${messageOf(error)}`);
  }
}

/** Its id, whether or not the gateway had heard of it before the interruption. */
function enterPaused(session: Session, { key, engine, lane, files }: RunRecord): Promise<Batch> {
  const paths = files.map(({ absolute }) => absolute);
  return session.call((api) => api.ingest.paths.mutate({ paths, engine, lane, key }));
}
