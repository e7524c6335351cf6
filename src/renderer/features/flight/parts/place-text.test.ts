import { expect, it } from 'vitest';
import { compassPoint, distanceText, localTimeText, placeText, regionText } from './place-text';

it('names the eight winds', () => {
  expect([0, 22, 23, 359, 180, -90].map(compassPoint)).toEqual(['N', 'N', 'NE', 'N', 'S', 'W']);
});

it('writes region and country, with the code where there is one', () => {
  const country = { iso2: 'AT', iso3: 'AUT', name: 'Austria' };
  expect(regionText({ country, admin1: { name: 'Vorarlberg', iso3166_2: 'AT-8' } })).toBe(
    'Vorarlberg (AT-8), Austria',
  );
  expect(regionText({ country, admin1: { name: 'Somewhere', iso3166_2: null } })).toBe('Somewhere, Austria');
  expect(regionText({ country: null, admin1: null })).toBe('in no country');
});

it('writes how far the place is', () => {
  const place = {
    name: 'Bizau',
    lat: 47,
    lon: 10,
    distM: 3200,
    bearingDeg: 44,
    population: 1,
    countryIso2: 'AT',
  };
  expect(placeText({ place })).toMatch(/^Bizau, 3\.2.km to the NE$/);
  expect(placeText({ place: { ...place, distM: 40 } })).toBe('Bizau');
  expect(distanceText(999)).toMatch(/^999.m$/);
});

it('writes the local time with its offset', () => {
  expect(localTimeText({ id: 'Europe/Vienna', offsetMin: 120, localTime: '2024-05-01T14:05:09+02:00' })).toBe(
    '14:05 +02:00',
  );
  expect(localTimeText({ id: 'Europe/Vienna', offsetMin: null, localTime: null })).toBeNull();
});
