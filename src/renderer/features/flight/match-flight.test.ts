import { expect, it } from 'vitest';
import { matchFlight } from './match-flight';

const at = (start: string | null) => ({ start });
const startOf = (flight: { start: string | null }) => flight.start;

it('finds the flight that begins nearest', () => {
  const flights = [at('2024-05-01T08:00:00Z'), at('2024-05-01T12:00:10Z')];
  expect(matchFlight(flights, { startIso: '2024-05-01T12:00:00Z', index: 0 }, startOf)).toBe(flights[1]);
});

it('goes by position where there are no times', () => {
  const flights = [at(null), at(null)];
  expect(matchFlight(flights, { startIso: '1970-01-01T12:00:00Z', index: 1 }, startOf)).toBe(flights[1]);
  expect(matchFlight([], { startIso: '1970-01-01T12:00:00Z', index: 1 }, startOf)).toBeNull();
});
