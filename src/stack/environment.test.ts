import { describe, expect, it } from 'vitest';
import { childEnvironment, dataDirFromEnvironment, settingsFromEnvironment } from './environment';

describe('settingsFromEnvironment', () => {
  it.each([
    ['a number', { FLIGHTLINE_PORT: '5000' }, { port: 5000 }],
    ['an object', { FLIGHTLINE_SERVICE_PORTS: '{"xcmetrics":9081}' }, { servicePorts: { xcmetrics: 9081 } }],
    ['text, even if it is a number', { FLIGHTLINE_PASSWORD: '12345678' }, { password: '12345678' }],
    ['an alias', { REDIS_URL: 'redis://other' }, { redisUrl: 'redis://other' }],
    [
      'its own name before the alias',
      { REDIS_URL: 'redis://a', FLIGHTLINE_REDIS_URL: 'redis://b' },
      { redisUrl: 'redis://b' },
    ],
    ['nothing for an empty variable', { FLIGHTLINE_PORT: '' }, {}],
    ['what is wrong, for the check to name', { FLIGHTLINE_PORT: 'many' }, { port: 'many' }],
  ])('takes %s', (_name, env, settings) => {
    expect(settingsFromEnvironment(env)).toEqual(settings);
  });
});

describe('dataDirFromEnvironment', () => {
  it('is the named one, or says that it knows none', () => {
    expect(dataDirFromEnvironment({ FLIGHTLINE_DATA: '/somewhere' })).toBe('/somewhere');
    expect(() => dataDirFromEnvironment({})).toThrow('--data DIR');
  });
});

describe('childEnvironment', () => {
  it('keeps out what changes Node itself, and secrets', () => {
    const env = {
      PATH: '/bin',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      FLIGHTLINE_PASSWORD: 'secret',
    };
    expect(childEnvironment(env)).toEqual({ PATH: '/bin' });
  });
});
