/** Reads and checks the settings of an instance. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { Settings } from '#contract/settings';
import { settingsFromEnvironment } from './environment';

async function fromFile(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new FlightlineError('BAD_SETTINGS', `${file} cannot be read.`, { cause: error });
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (error) {
    throw new FlightlineError('BAD_SETTINGS', `${file} is not a JSON object.`, { cause: error });
  }
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/**
 * Settings from `settings.json` in the data directory, then the environment, then `overrides` (command line).
 * @throws FlightlineError `BAD_SETTINGS`, naming the key
 */
export async function loadSettings(dataDir: string, overrides: Partial<Settings> = {}): Promise<Settings> {
  const merged = {
    ...(await fromFile(path.join(dataDir, 'settings.json'))),
    ...settingsFromEnvironment(),
    ...overrides,
  };
  const parsed = Settings.safeParse(merged);
  if (!parsed.success)
    throw new FlightlineError('BAD_SETTINGS', z.prettifyError(parsed.error), { cause: parsed.error });
  const settings = parsed.data;
  if (!loopback.test(settings.host) && !settings.password)
    throw new FlightlineError(
      'BAD_SETTINGS',
      `The host ${settings.host} is not loopback, so a password must be set.`,
    );
  return settings;
}
