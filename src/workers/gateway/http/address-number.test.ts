import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addressNumber } from './address-number';
import { parsed } from './parsed';

const whole = z.number().int();

describe('a number in an address', () => {
  it.each([
    [whole.min(1).max(200), 'abc', 'must be a whole number from 1 to 200'],
    [whole.min(1).max(200), '', 'must be a whole number from 1 to 200'],
    [whole.min(1).max(200), '1.5', 'must be a whole number from 1 to 200'],
    [whole.min(1).max(200), '201', 'must be a whole number from 1 to 200'],
    [whole.min(1).max(200), ['1', '2'], 'must be a whole number from 1 to 200'],
    [whole.min(0), '-1', 'must be a whole number, 0 or more'],
    [z.number().min(-1).max(1), 'abc', 'must be a number from -1 to 1'],
    [z.number().max(1), '2', 'must be a number, 1 or less'],
    [z.number(), 'abc', 'must be a number'],
  ])('of %o, asked for %o, says its bounds', (of, given, text) => {
    expect(() => parsed(z.object({ limit: addressNumber(of) }), { limit: given })).toThrow(
      new RegExp(`^limit: ${text}$`),
    );
  });

  it('is a number when it fits', () => {
    expect(addressNumber(whole.min(1).max(200)).parse('200')).toBe(200);
    expect(addressNumber(z.number().min(-1).max(1)).parse('-0.5')).toBe(-0.5);
  });
});
