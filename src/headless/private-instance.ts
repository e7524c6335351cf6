/** An instance of the command line's own: on ports nobody else knows, ended by whoever started it. */
import path from 'node:path';
import type { Settings } from '#contract/settings';
import type { Instance } from '../supervisor/instance';
import { nodeHost } from '../supervisor/node-host';
import { keepInstance } from '../supervisor/keep-instance';

export type PrivateInstance = Pick<Instance, 'consoleUrl' | 'key' | 'stop'>;

/** @throws FlightlineError `BAD_SETTINGS` and those of `keepInstance` */
export async function startPrivateInstance(options: {
  dataDir: string;
  overrides: Partial<Settings>;
  onStep: (line: string) => void;
  onLost: (error: unknown) => void;
}): Promise<PrivateInstance> {
  const entriesDir = import.meta.dirname;
  const own: Partial<Settings> = { host: '127.0.0.1', port: 0, servicePorts: { '*': 0 } };
  return keepInstance({
    host: nodeHost,
    shell: 'headless',
    dataDir: options.dataDir,
    entriesDir,
    rendererDir: path.join(entriesDir, '..', 'renderer'),
    resourcesDir: path.join(entriesDir, '..', '..', 'resources'),
    overrides: { ...options.overrides, ...own },
    onStep: options.onStep,
    onLost: options.onLost,
  });
}
