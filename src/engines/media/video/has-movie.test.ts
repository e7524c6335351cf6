import { expect, it } from 'vitest';
import { mediaContext } from '../../../../test/helpers/media';
import { mayHaveMovie } from './has-movie';

const box = (name: string, content: number | string = 0): Buffer => {
  const body = typeof content === 'string' ? Buffer.from(content) : Buffer.alloc(content);
  const bytes = Buffer.concat([Buffer.alloc(8), body]);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.write(name, 4, 'latin1');
  return bytes;
};
const large = Buffer.from('000000016d6461740000000000000020' + '00'.repeat(16), 'hex');

function found(bytes: Buffer, mediaType = 'video/mp4'): Promise<boolean> {
  const { ctx } = mediaContext(bytes);
  const file = { sha256: '', sizeBytes: bytes.length, fileName: '' };
  return mayHaveMovie(ctx, file, { mediaType, opener: 'video' });
}

it.each([
  ['at its end', Buffer.concat([box('ftyp', 16), box('mdat', 100), box('moov', 8)])],
  ['in fragments', Buffer.concat([box('ftyp', 16), box('moof', 8)])],
  ['that was put aside', Buffer.concat([box('ftyp', 16), box('free', '\0\0\0\x08hoov')])],
  ['behind rubbish', Buffer.concat([box('ftyp', 16), Buffer.alloc(2_000_000, 7), box('moov')])],
  ['behind a box of 64 bits', Buffer.concat([box('ftyp', 16), large, box('moov')])],
])('finds a movie %s', async (_, bytes) => {
  expect(await found(bytes)).toBe(true);
});

it.each([
  [
    'a playlist behind its head',
    Buffer.concat([box('ftyp', 16), Buffer.from('#EXTM3U\nfile:///etc/passwd')]),
  ],
  ['data to its end', Buffer.concat([box('ftyp', 16), Buffer.from('000000006d6461740000', 'hex')])],
  ['a file that was cut off', Buffer.concat([box('ftyp', 16), box('free'), box('mdat', 99).subarray(0, 50)])],
  ['its head alone', box('ftyp', 16)],
  ['nothing', Buffer.alloc(0)],
])('finds none in %s', async (_, bytes) => {
  expect(await found(bytes)).toBe(false);
});

it('says nothing of other containers', async () => {
  expect(await found(Buffer.alloc(8), 'video/webm')).toBe(true);
});
