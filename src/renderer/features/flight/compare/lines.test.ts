import { describe, expect, it } from 'vitest';
import { axisTime, commonRange, timeShiftS } from './lines';

const flown = (startEpochS: number, altM: number[], clockAheadS = 0) => ({
  track: { startEpochS, timeS: altM.map((_, k) => k * 10), altM },
  span: { from: 1, to: altM.length - 1 },
  clockAheadS,
});
const day = 86_400;
const first = flown(100 * day + 3600, [0, 500, 900, 700]);
const second = flown(200 * day + 7200, [0, 300, 1500, 600, 600]);

describe('two barograms on one axis', () => {
  it('lays flights of different days over each other by the time of day', () => {
    expect(timeShiftS(first, 'clock')).toBe(3600);
    expect(commonRange([first, second], 'clock')).toEqual({ fromS: 3610, toS: 7240, lowM: 300, highM: 1500 });
  });

  it('reads the local clock, by which another day may have begun', () => {
    const evening = flown(100 * day + 23 * 3600, [0, 500, 900], 2 * 3600);
    expect(timeShiftS(evening, 'clock')).toBe(3600);
    expect(timeShiftS(evening, 'takeoff')).toBe(-10);
  });

  it('begins both at take-off', () => {
    expect(commonRange([first, second], 'takeoff')).toEqual({ fromS: 0, toS: 30, lowM: 300, highM: 1500 });
  });

  it('goes on past midnight', () => {
    const late = flown(day - 15, [0, 1, 2, 3]);
    const { fromS, toS } = commonRange([late], 'clock');
    expect([fromS, toS]).toEqual([day - 5, day + 15]);
    expect(axisTime(day + 15 * 60, 'clock')).toBe('00:15');
  });

  it('writes hours since take-off', () => {
    expect(axisTime(3900, 'takeoff')).toBe('1:05');
  });
});
