/** The headless console: a supervisor on plain Node that prints where the console is. */
import path from 'node:path';
import { FlightlineError, messageOf } from '#contract/errors';
import { nodeHost } from '../supervisor/node-host';
import { keepInstance } from '../supervisor/keep-instance';
import { parseArguments, usage } from './arguments';

async function serve(): Promise<void> {
  const { dataDir, overrides, help } = parseArguments(process.argv.slice(2));
  if (help) {
    console.log(usage);
    return;
  }
  const entriesDir = import.meta.dirname;
  const instance = await keepInstance({
    host: nodeHost,
    shell: 'headless',
    dataDir,
    entriesDir,
    rendererDir: path.join(entriesDir, '..', 'renderer'),
    resourcesDir: path.join(entriesDir, '..', '..', 'resources'),
    overrides,
    onStep: (line) => console.error(line),
    onLost: fail,
  });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    console.error(`${signal}: stopping; running jobs go on after the next start`);
    void instance.stop('suspend').then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`Flightline ready at ${instance.consoleUrl}/?token=${instance.token}`);
}

function fail(error: unknown): void {
  console.error(error instanceof FlightlineError ? `${error.message}\n${error.action}` : messageOf(error));
  process.exit(1);
}

serve().catch(fail);
