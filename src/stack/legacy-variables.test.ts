import { describe, expect, it } from 'vitest';
import { settingsFromLegacyVariables } from './legacy-variables';

describe('variables of the original file allocator', () => {
  it.each<[Record<string, string>, Record<string, unknown>]>([
    [{ APP_PORT: '8123' }, { servicePorts: { allocator: 8123 } }],
    [{ APP_PORT: 'http' }, {}],
    [
      { APP_HOST: '0.0.0.0', WORKER_THREADS: '4' },
      { host: '0.0.0.0', threadsPerProcess: 4 },
    ],
    [{ LOG_LEVEL: 'INFO' }, { logLevel: 'info' }],
    [{ LOG_LEVEL: 'WARNING', DEBUG: 'false' }, { logLevel: 'warn' }],
    [{ LOG_LEVEL: 'INFO', DEBUG: 'true' }, { logLevel: 'debug' }],
    [{ LOG_LEVEL: 'loud' }, {}],
    [{ WORKER_THREADS: '4', FLIGHTLINE_THREADS_PER_PROCESS: '2' }, {}],
  ])('reads %j as %j', (env, settings) => {
    expect(settingsFromLegacyVariables(env)).toEqual(settings);
  });
});
