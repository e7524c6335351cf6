import { describe, expect, it } from 'vitest';
import { isClockDefault, readDateRecord } from './date-record';

const day = (iso: string) => Date.parse(iso + 'T00:00:00Z') / 86_400_000;

describe('readDateRecord', () => {
  it.each([
    ['HFDTE030418', '2018-04-03'],
    ['HFDTEDATE:030418,02', '2018-04-03'],
    ['HFDTEDATE: 030418', '2018-04-03'],
    ['HFDTEDATE030418', '2018-04-03'],
    ['HFDTE:030418', '2018-04-03'],
    ['HFDTE 030418', '2018-04-03'],
    ['HPDTE030418', '2018-04-03'],
    ['HODTEDATE:030418', '2018-04-03'],
    ['HSDTE030418', '2018-04-03'],
    ['hfdtedate:030418,1', '2018-04-03'],
    ['HFDTE03042018', '2018-04-03'],
    ['HFDTE20180403', '2018-04-03'],
    ['HFDTEDATE:2018-04-03', '2018-04-03'],
    ['HFDTEDATE:03.04.18', '2018-04-03'],
    ['HFDTEDATE:3/4/2018', '2018-04-03'],
    ['HFDTE290224', '2024-02-29'],
    ['HFDTE311299', '1999-12-31'],
    ['HFDTE010170', '1970-01-01'],
  ])('%s is %s', (text, iso) => expect(readDateRecord(text)).toBe(day(iso)));

  it.each([
    'HFDTE',
    'HFDTE33',
    'HFDTE330203',
    'HFDTE000000',
    'HFDTE310224',
    'HFDTE011318',
    'HFDTEDATE:today',
  ])('%s is a date that cannot be read', (text) => expect(readDateRecord(text)).toBeNull());

  it.each(['HFPLTPILOT:x', 'HFDTM100GPSDATUM:WGS84', 'AXXX', ''])('%s is no date record', (text) =>
    expect(readDateRecord(text)).toBeUndefined(),
  );
});

it.each(['1970-01-01', '1980-01-01', '1980-01-06', '2000-01-01'])('%s is a clock that was not set', (iso) =>
  expect(isClockDefault(day(iso))).toBe(true),
);

it('a flight day is not', () => expect(isClockDefault(day('2024-06-15'))).toBe(false));
