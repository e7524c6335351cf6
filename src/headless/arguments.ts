/** What the command line of the headless console may say. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Settings } from '#contract/settings';
import { dataDirFromEnvironment } from '../stack/environment';
import { dataDirOf } from '../stack/profiles/profile-file';

export const usage = `Usage: npm run serve -- [--port N] [--host ADDRESS] [--data DIR] [--profile NAME]

  --port N        port of the console (default 4870; 0 picks a free one; a busy default is stepped over)
  --host ADDRESS  address to listen on (default 127.0.0.1; another needs FLIGHTLINE_PASSWORD)
  --data DIR      data directory (default: the platform's place for application data)
  --profile NAME  connection profile to begin with; see flightline profiles
  --help          this text`;

export interface HeadlessArguments {
  dataDir: string;
  overrides: Partial<Settings>;
  help: boolean;
}

/** @throws FlightlineError `BAD_SETTINGS` */
export function parseArguments(args: readonly string[]): HeadlessArguments {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      allowPositionals: true, // paths that a desktop would open; here they are dropped on the console
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new FlightlineError('BAD_SETTINGS', `${messageOf(error)}\n${usage}`, { cause: error });
  }
  const overrides: Partial<Settings> = {};
  if (values.port !== undefined) {
    if (!/^\d{1,5}$/.test(values.port))
      throw new FlightlineError('BAD_SETTINGS', `--port ${values.port} is not a port.\n${usage}`);
    overrides.port = Number(values.port);
    overrides.portIsFixed = overrides.port !== 0;
  }
  if (values.host !== undefined) overrides.host = values.host;
  const homeDir = path.resolve(values.data ?? dataDirFromEnvironment());
  const dataDir = dataDirOf({ homeDir, profile: values.profile });
  return { dataDir, overrides, help: values.help };
}
