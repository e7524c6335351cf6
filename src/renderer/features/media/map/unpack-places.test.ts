import { expect, it } from 'vitest';
import { unpackPlaces } from './unpack-places';

it('reads ids and degrees as the store packs them', () => {
  const id = '0f3c9a52-11b2-8c4d-9e5f-6a7b8c9d0e1f';
  const at = Buffer.alloc(16);
  for (const [k, degrees] of [9.94, 47.4, -179.5, -60].entries()) at.writeFloatBE(degrees, k * 4);
  const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const places = unpackPlaces({
    ids: Buffer.concat([idBytes, idBytes]).toString('base64'),
    at: at.toString('base64'),
  });
  expect(places.ids).toEqual([id, id]);
  expect(places.longitudes[0]).toBeCloseTo(9.94, 5);
  expect(places.latitudes).toEqual([expect.closeTo(47.4, 5), -60]);
  expect(unpackPlaces({ ids: '', at: '' })).toEqual({ ids: [], longitudes: [], latitudes: [] });
});
