/**
 * Environment variables of the original file allocator that mean a setting of ours under another name or in another form. A pure
 * function: it is given the environment, and own variables (`FLIGHTLINE_…`) win over what it finds. docs/media.md lists them.
 */

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels: Readonly<Record<string, string>> = {
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  warn: 'warn',
  error: 'error',
  critical: 'error',
};

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;

/** @returns settings, unchecked; what does not fit is left to the variables of our own to complain about */
export function settingsFromLegacyVariables(env: Environment): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const port = number(env.APP_PORT);
  if (port !== undefined && !env.FLIGHTLINE_SERVICE_PORTS) found.servicePorts = { allocator: port };
  if (env.APP_HOST && !env.FLIGHTLINE_HOST) found.host = env.APP_HOST;
  const threads = number(env.WORKER_THREADS);
  if (threads !== undefined && !env.FLIGHTLINE_THREADS_PER_PROCESS) found.threadsPerProcess = threads;
  const level = env.DEBUG?.toLowerCase() === 'true' ? 'debug' : logLevels[env.LOG_LEVEL?.toLowerCase() ?? ''];
  if (level && !env.FLIGHTLINE_LOG_LEVEL) found.logLevel = level;
  return found;
}
