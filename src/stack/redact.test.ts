import { describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import { redact, redactText } from './redact';

describe('redact', () => {
  it.each([
    ['redis://:hunter2@10.0.0.1:6379/0', 'redis://:[redacted]@10.0.0.1:6379/0'],
    ['postgres://me:a%40b@db/flights failed', 'postgres://me:[redacted]@db/flights failed'],
    ['authorization: Bearer abcdefgh.ijk', 'authorization: Bearer [redacted]'],
    ['GET /?token=abc123&x=1', 'GET /?token=[redacted]&x=1'],
    ['password=hunter2, next', 'password=[redacted], next'],
    ['keeps https://example.org/a:b and 12:30:00', 'keeps https://example.org/a:b and 12:30:00'],
  ])('cleans %s', (text, clean) => expect(redactText(text)).toBe(clean));

  it('hides fields by their names at any depth and leaves the others', () => {
    const given = {
      url: 'x',
      apiKey: '1',
      nested: { headers: { Cookie: 'a', accept: 'b' }, list: [{ password: 'c', keyword: 'd' }] },
      sessionToken: 'e',
      tokens: 12,
      key: null,
    };
    expect(redact(given)).toEqual({
      url: 'x',
      apiKey: '[redacted]',
      nested: {
        headers: { Cookie: '[redacted]', accept: 'b' },
        list: [{ password: '[redacted]', keyword: 'd' }],
      },
      sessionToken: '[redacted]',
      tokens: 12,
      key: null,
    });
  });

  it('writes errors with code and cause', () => {
    const error = new FlightlineError('NOT_READY', 'cannot reach redis://:pw@host', {
      cause: new Error('token=abc'),
    });
    expect(redact(error)).toMatchObject({
      type: 'FlightlineError',
      code: 'NOT_READY',
      message: 'cannot reach redis://:[redacted]@host',
      cause: { message: 'token=[redacted]' },
    });
  });

  it('ends circles, long lists and long texts', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(JSON.stringify(redact(circle))).toContain('…');
    expect(redact(new Array(150).fill(0))).toHaveLength(101);
    expect(redactText('x'.repeat(20_000)).length).toBeLessThan(17_000);
  });
});
