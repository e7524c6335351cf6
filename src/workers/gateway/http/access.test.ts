import { describe, expect, it } from 'vitest';
import { Access, isOurHost, isOurOrigin } from './access';

const options = {
  instanceId: 'abc',
  token: 'one-time-token',
  key: 'program-key',
  sessionSecret: 'secret',
  password: 'pass word',
};
const now = 1_700_000_000_000;

describe('Access', () => {
  it('gives a session for the token once', () => {
    const access = new Access(options);
    const session = access.redeem('one-time-token', now);
    expect(session).not.toBeNull();
    expect(access.isSession(session ?? '', now)).toBe(true);
    expect(access.redeem('one-time-token', now)).toBeNull();
  });

  it('refuses a wrong token without using the right one up', () => {
    const access = new Access(options);
    expect(access.redeem('wrong', now)).toBeNull();
    expect(access.redeem('one-time-token', now)).not.toBeNull();
  });

  it('refuses forged, changed and old sessions, and those of another secret', () => {
    const access = new Access(options);
    const session = access.session(now);
    expect(access.isSession(`${session}x`, now)).toBe(false);
    expect(access.isSession(session.replace(/^\d/, '9'), now)).toBe(false);
    expect(access.isSession(session, now + 31 * 24 * 3600 * 1000)).toBe(false);
    expect(new Access({ ...options, sessionSecret: 'other' }).isSession(session, now)).toBe(false);
    expect(access.isSession(undefined, now)).toBe(false);
  });

  it.each([
    ['Bearer program-key', 'program'],
    ['Bearer program-kez', null],
    [`Basic ${Buffer.from('me:pass word').toString('base64')}`, 'password'],
    [`Basic ${Buffer.from('me:wrong').toString('base64')}`, null],
    [undefined, null],
  ])('%s is %s', (header, actor) => {
    expect(new Access(options).actorOf(header)).toBe(actor);
  });
});

describe('isOurHost', () => {
  it.each([
    ['127.0.0.1:4870', '127.0.0.1', true],
    ['localhost:4870', '127.0.0.1', true],
    ['[::1]:4870', '127.0.0.1', true],
    ['evil.example:4870', '127.0.0.1', false],
    ['127.0.0.1.evil.example', '127.0.0.1', false],
    [undefined, '127.0.0.1', false],
    ['station.lan:4870', 'station.lan', true],
    ['anything.lan', '0.0.0.0', true],
  ])('%s on %s: %s', (host, listen, ours) => {
    expect(isOurHost(host, listen)).toBe(ours);
  });
});

describe('isOurOrigin', () => {
  it.each([
    [undefined, '127.0.0.1:4870', true],
    ['http://127.0.0.1:4870', '127.0.0.1:4870', true],
    ['http://127.0.0.1:8081', '127.0.0.1:4870', false],
    ['https://evil.example', '127.0.0.1:4870', false],
    ['null', '127.0.0.1:4870', false],
  ])('%s to %s: %s', (origin, host, ours) => {
    expect(isOurOrigin(origin, host)).toBe(ours);
  });
});
