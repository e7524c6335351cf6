import { expect, it } from 'vitest';
import { box } from '../../../../test/fixtures/make-box';
import { mediaContext } from '../../../../test/helpers/media';
import { moviePlace } from './movie-place';

const fixed = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 0x1_0000));
  return bytes;
};
const loci = (name: Buffer, [lon, lat, altM]: readonly [number, number, number]) =>
  box(
    'loci',
    Buffer.from([0, 0, 0, 0, 0x55, 0xc4]),
    name,
    Buffer.from([0]),
    fixed(lon),
    fixed(lat),
    fixed(altM),
  );
const movie = (...boxes: Buffer[]) =>
  Buffer.concat([
    box('ftyp', Buffer.alloc(16)),
    box('moov', box('mvhd', Buffer.alloc(100)), box('udta', ...boxes)),
  ]);

const found = (bytes: Buffer) =>
  moviePlace(mediaContext(bytes).ctx, { sha256: '', sizeBytes: bytes.length, fileName: '' });

it.each([
  ['without a name', Buffer.from('\0')],
  ['with a name in UTF-8', Buffer.from('Zürich\0')],
  ['with a name in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Āb\0', 'utf16le')])],
])('reads a place %s', async (_, name) => {
  const gps = await found(movie(box('meta', Buffer.alloc(8)), loci(name, [-11.5, 47.25, 500])));
  expect(gps).toEqual({ lat: 47.25, lon: -11.5, altM: 500, directionDeg: null });
});

it.each([
  ['no place', movie(box('meta', Buffer.alloc(8)))],
  ['one beyond the poles', movie(loci(Buffer.from('\0'), [11, 91, 0]))],
  ['one that is nowhere yet', movie(loci(Buffer.from('\0'), [0, 0, 0]))],
  ['a name without end', movie(box('loci', Buffer.alloc(6), Buffer.alloc(2000, 0x61)))],
  ['one that was cut off', movie(box('loci', Buffer.alloc(12)))],
])('finds none where there is %s', async (_, bytes) => {
  expect(await found(bytes)).toBeNull();
});
