import { expect, it } from 'vitest';
import { box } from '../../../../test/fixtures/make-box';
import { mediaContext } from '../../../../test/helpers/media';
import { movieDate } from './movie-date';

const header = (seconds: number, version = 0) => {
  const bytes = Buffer.alloc(100);
  bytes[0] = version;
  if (version === 1) bytes.writeBigUInt64BE(BigInt(seconds), 4);
  else bytes.writeUInt32BE(seconds, 4);
  return box('mvhd', bytes);
};
/** Seconds from 1904 of 2023-08-15T10:00:00Z. */
const seconds = (Date.UTC(2023, 7, 15, 10) - Date.UTC(1904, 0, 1)) / 1000;
const head = box('ftyp', Buffer.alloc(16));
const long = Buffer.concat([Buffer.from('000000016d6461740000000000000020', 'hex'), Buffer.alloc(16)]);

const found = (bytes: Buffer) =>
  movieDate(mediaContext(bytes).ctx, { sha256: '', sizeBytes: bytes.length, fileName: '' });

it.each([
  ['before the data', Buffer.concat([head, box('moov', header(seconds)), box('mdat', Buffer.alloc(100))])],
  ['behind data of a long size', Buffer.concat([head, long, box('moov', header(seconds))])],
  ['of version 1', Buffer.concat([head, box('moov', header(seconds, 1))])],
  ['behind another box', Buffer.concat([head, box('moov', box('free'), header(seconds))])],
])('reads the date of a movie %s', async (_, bytes) => {
  expect(await found(bytes)).toBe('2023-08-15T10:00:00.000Z');
});

it.each([
  ['a header without a date', Buffer.concat([head, box('moov', header(0))])],
  ['a date beyond all calendars', Buffer.concat([head, box('moov', header(2 ** 52, 1))])],
  ['a header that was cut off', Buffer.concat([head, box('moov', header(seconds)).subarray(0, 18)])],
  ['boxes without length', Buffer.concat([head, Buffer.alloc(40)])],
  ['no movie', head],
])('finds none in %s', async (_, bytes) => {
  expect(await found(bytes)).toBeNull();
});
