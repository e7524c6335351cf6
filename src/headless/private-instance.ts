/** An instance of the command line's own: on ports nobody else knows, ended by whoever started it. */
import { createServer } from 'node:net';
import path from 'node:path';
import type { Settings } from '#contract/settings';
import { loadSettings } from '../stack/settings';
import type { Instance } from '../supervisor/instance';
import { nodeHost } from '../supervisor/node-host';
import { startInstance } from '../supervisor/start';

export type PrivateInstance = Pick<Instance, 'consoleUrl' | 'key' | 'stop'>;

/** A port that is free now. Named rather than 0, so that a gateway that restarts comes back at the same address. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** @throws FlightlineError `BAD_SETTINGS` and those of `startInstance` */
export async function startPrivateInstance(options: {
  dataDir: string;
  overrides: Partial<Settings>;
  onStep: (line: string) => void;
}): Promise<PrivateInstance> {
  const entriesDir = import.meta.dirname;
  const own: Partial<Settings> = { host: '127.0.0.1', port: await freePort(), portIsFixed: false };
  return startInstance({
    host: nodeHost,
    shell: 'headless',
    dataDir: options.dataDir,
    entriesDir,
    rendererDir: path.join(entriesDir, '..', 'renderer'),
    resourcesDir: path.join(entriesDir, '..', '..', 'resources'),
    settings: await loadSettings(options.dataDir, { ...options.overrides, ...own }),
    onStep: options.onStep,
  });
}
