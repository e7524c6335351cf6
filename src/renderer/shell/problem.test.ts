import { describe, expect, it } from 'vitest';
import { FlightlineError, errorCatalogue } from '#contract/errors';
import { problemText } from './problem';

describe('a problem as one text', () => {
  it.each([
    ['It is empty.', 'It is empty.'],
    ['It cannot be decoded: premature end', 'It cannot be decoded: premature end.'],
  ])('parts what happened from what to do: %s', (message, sentence) => {
    expect(problemText(new FlightlineError('INVALID_INPUT', message))).toBe(
      `${sentence} ${errorCatalogue.INVALID_INPUT.action}`,
    );
  });
});
