import { describe, expect, it } from 'vitest';
import { localTimeZone, offsetMin, zoneAtSea } from './local-time';

describe('offsetMin', () => {
  it.each([
    ['Europe/Vienna', '2024-01-15T12:00:00Z', 60],
    ['Europe/Vienna', '2024-07-15T12:00:00Z', 120],
    ['Europe/Vienna', '2024-03-31T00:59:59Z', 60],
    ['Europe/Vienna', '2024-03-31T01:00:00Z', 120],
    ['Asia/Kathmandu', '2024-07-15T23:30:00Z', 345],
    ['America/St_Johns', '2024-01-01T00:00:00Z', -210],
    ['Australia/Lord_Howe', '2024-01-01T00:00:00Z', 660],
    ['Pacific/Kiritimati', '2023-12-31T23:59:59Z', 840],
    ['America/Caracas', '2010-06-01T12:00:00Z', -270],
    ['Etc/GMT+12', '2024-01-01T00:00:00Z', -720],
    ['Europe/Vienna', '1969-12-31T23:59:59.500Z', 60],
  ])('%s at %s: %i', (zone, time, minutes) => expect(offsetMin(zone, Date.parse(time))).toBe(minutes));
});

describe('localTimeZone', () => {
  it('gives the local clock with its offset', () => {
    expect(localTimeZone('Asia/Kathmandu', Date.parse('2024-07-15T23:30:05Z'))).toEqual({
      id: 'Asia/Kathmandu',
      offsetMin: 345,
      localTime: '2024-07-16T05:15:05+05:45',
    });
    expect(localTimeZone('America/St_Johns', Date.parse('2024-01-01T00:00:00Z')).localTime).toBe(
      '2023-12-31T20:30:00-03:30',
    );
  });

  it.each([
    null,
    Number.NaN,
    Infinity,
    Date.parse('0000-01-01T00:00:00Z'),
    Date.parse('9999-12-31T23:59:59Z'),
  ])('gives only the zone for the time %s', (time) =>
    expect(localTimeZone('Etc/GMT', time)).toEqual({ id: 'Etc/GMT', offsetMin: null, localTime: null }),
  );
});

describe('zoneAtSea', () => {
  it.each([
    [0, 'Etc/GMT'],
    [7.4, 'Etc/GMT'],
    [-7.6, 'Etc/GMT+1'],
    [172.6, 'Etc/GMT-12'],
    [180, 'Etc/GMT-12'],
    [-180, 'Etc/GMT+12'],
  ])('at %f: %s', (lon, zone) => expect(zoneAtSea(lon)).toBe(zone));
});
