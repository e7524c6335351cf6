import { describe, expect, it } from 'vitest';
import { xcmetrics } from '../../../engines/xcmetrics/engine';
import { drillFlight } from './drill-flight';

describe('drillFlight', () => {
  it('is a flight that its engine takes by its content', () => {
    const head = drillFlight('d-1', 0).subarray(0, 65_536);
    expect(xcmetrics.accepts.some((rule) => rule.sniff(head) === 'yes')).toBe(true);
  });

  it('is another one for each drill and number', () => {
    const flights = [drillFlight('d-1', 0), drillFlight('d-1', 1), drillFlight('d-2', 0)];
    expect(new Set(flights.map((bytes) => bytes.toString('latin1'))).size).toBe(3);
    expect(drillFlight('d-1', 7)).toEqual(drillFlight('d-1', 7));
  });

  it('has records of the right length', () => {
    const records = drillFlight('d-1', 49)
      .toString('latin1')
      .split('\r\n')
      .filter((line) => line.startsWith('B'));
    expect(records).toHaveLength(1500);
    expect(new Set(records.map(({ length }) => length))).toEqual(new Set([35]));
  });
});
