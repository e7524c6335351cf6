/** The only reader of `process.env`. */
import { Settings, settingAliases } from '#contract/settings';
import { FlightlineError } from '#contract/errors';
import { settingsFromLegacyVariables } from './legacy-variables';

function variableNames(key: keyof Settings): string[] {
  const own = `FLIGHTLINE_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  const alias = settingAliases[key];
  return alias ? [own, alias] : [own];
}

/** A setting that takes text gets the text; the others get it as JSON (numbers, booleans, objects). */
function valueOf(key: keyof Settings, text: string): unknown {
  if (Settings.shape[key].safeParse(text).success) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Settings that environment variables give, unchecked; `FLIGHTLINE_PORT=5000` sets `port`. */
export function settingsFromEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(Settings.shape) as (keyof Settings)[]) {
    const name = variableNames(key).find(
      (candidate) => env[candidate] !== undefined && env[candidate] !== '',
    );
    if (name) found[key] = valueOf(key, env[name] ?? '');
  }
  return { ...found, ...settingsFromLegacyVariables(env) };
}

/** Where the data directory is when nobody says: `FLIGHTLINE_DATA`, else the platform's place for application data. */
export function dataDirFromEnvironment(env: NodeJS.ProcessEnv = process.env): string {
  if (env.FLIGHTLINE_DATA) return env.FLIGHTLINE_DATA;
  const home = env.HOME ?? env.USERPROFILE;
  if (!home)
    throw new FlightlineError('BAD_SETTINGS', 'No home directory is known; name one with --data DIR.');
  if (process.platform === 'win32') return `${env.LOCALAPPDATA ?? `${home}\\AppData\\Local`}\\Flightline`;
  if (process.platform === 'darwin') return `${home}/Library/Application Support/Flightline`;
  return `${env.XDG_DATA_HOME ?? `${home}/.local/share`}/flightline`;
}

/** Path of redis-server if the environment names one. */
export function redisBinaryFromEnvironment(env: NodeJS.ProcessEnv = process.env): string | null {
  return env.FLIGHTLINE_REDIS ?? null;
}

/** Folders of `PATH`. */
export function searchPath(env: NodeJS.ProcessEnv = process.env): string[] {
  return (env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':').filter(Boolean);
}

/** What children inherit: enough to run, none of the variables that change how Node itself behaves. */
export function childEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const keep = [
    'PATH',
    'HOME',
    'USERPROFILE',
    'LANG',
    'LC_ALL',
    'TZ',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SYSTEMROOT',
    'LD_LIBRARY_PATH',
  ];
  return Object.fromEntries(keep.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
