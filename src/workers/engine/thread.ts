/** Entry of an engine thread: runs one task at a time, away from the thread that renews locks. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ActContext, Engine, RunContext } from '#contract/engine';
import { type ErrorCode, FlightlineError, messageOf } from '#contract/errors';
import { engineNamed } from '../../engines/registry';
import { derivedDir, openDerivedWriter } from '../../stack/blobs/derived-files';
import { openFsBlobReader } from '../../stack/blobs/fs-blob-reader';
import { engineStateDir, openEngineState, openWritableEngineState } from '../../stack/engine-state';
import type {
  AbortThread,
  FromThread,
  ThreadData,
  ThreadRun,
  ThreadTask,
  ToThread,
} from '../runtime/thread-messages';
import { StageClock } from '../runtime/stage-clock';

const { blobsDir, dataDir, modelsDir, resourcesDir, abortFlag } = workerData as ThreadData;
const flag = new Int32Array(abortFlag);
const blobs = openFsBlobReader(blobsDir);
const mostLogLines = 200;

let current: { id: number; controller: AbortController } | null = null;

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

const stateOf = (engine: Engine) => openEngineState(engineStateDir(dataDir, engine.name));

function optionsOf(engine: Engine, options: unknown): unknown {
  const parsed = engine.options.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new FlightlineError(
    'INVALID_INPUT',
    `The options do not fit ${engine.title}: ${parsed.error.message}`,
    { cause: parsed.error },
  );
}

async function run(
  id: number,
  task: ThreadTask & { kind: 'run' },
  controller: AbortController,
  clock: StageClock,
): Promise<ThreadRun> {
  let lines = 0;
  const engine = engineNamed(task.engine);
  const log =
    (level: 'info' | 'warn') =>
    (event: string, fields: Record<string, unknown> = {}) => {
      lines += 1;
      if (lines <= mostLogLines) send({ id, type: 'log', line: { at: Date.now(), level, event, fields } });
    };
  const context: RunContext = {
    blobs,
    resourcesDir,
    modelsDir,
    derived: openDerivedWriter(derivedDir(dataDir), engine),
    state: stateOf(engine),
    progress(share) {
      // Work that never yields hears no message: the flag is how it learns that it shall end.
      if (Atomics.load(flag, 0) === id) throw new FlightlineError('CANCELLED', 'The work was asked to end.');
      send({ id, type: 'progress', share });
    },
    log: { info: log('info'), warn: log('warn') },
    span: clock.begin,
    signal: controller.signal,
  };
  const output = engine.output.parse(
    await engine.run(context, { file: task.file, options: optionsOf(engine, task.options) }),
  );
  return { output, summary: engine.summary.map((column) => column.value(output)), stages: clock.stages };
}

async function view(task: ThreadTask & { kind: 'view' }) {
  const engine = engineNamed(task.engine);
  const render = engine.views[task.view];
  if (!render) throw new FlightlineError('NOT_FOUND', `${engine.title} has no view named ${task.view}.`);
  const output = engine.output.parse(task.output);
  const options = optionsOf(engine, task.options);
  return render(
    { blobs, resourcesDir, modelsDir, state: stateOf(engine) },
    { file: task.file, options, output },
  );
}

async function answer(task: ThreadTask & { kind: 'query' | 'act' }, signal: AbortSignal): Promise<unknown> {
  const engine = engineNamed(task.engine);
  if (task.kind === 'query') {
    const query = engine.queries?.[task.name];
    if (!query) throw new FlightlineError('NOT_FOUND', `${engine.title} has no query named ${task.name}.`);
    return query.answer({ resourcesDir, modelsDir, state: stateOf(engine), signal }, task.input);
  }
  const act = engine.acts?.[task.name];
  if (!act) throw new FlightlineError('NOT_FOUND', `${engine.title} has no act named ${task.name}.`);
  const state = openWritableEngineState(engineStateDir(dataDir, engine.name));
  const context: ActContext = { resourcesDir, modelsDir, state, signal };
  return act.carryOut(context, task.input);
}

async function work({ id, task }: ToThread): Promise<void> {
  const clock = new StageClock();
  const controller = new AbortController();
  current = { id, controller };
  try {
    if (task.kind === 'run') send({ id, type: 'run', done: await run(id, task, controller, clock) });
    else if (task.kind === 'view') send({ id, type: 'view', view: await view(task) });
    else send({ id, type: 'answer', answer: await answer(task, controller.signal) });
  } catch (error) {
    const code: ErrorCode = error instanceof FlightlineError ? error.code : 'ENGINE_FAILED';
    send({
      id,
      type: 'failed',
      code,
      message: messageOf(error),
      stack: error instanceof Error ? (error.stack ?? null) : null,
      stages: clock.stages,
    });
  } finally {
    current = null;
  }
}

parentPort?.on('message', (message: ToThread | AbortThread) => {
  if (!('abort' in message)) void work(message);
  else if (current?.id === message.abort)
    current.controller.abort(new FlightlineError(message.code, 'The work was asked to end.'));
});
