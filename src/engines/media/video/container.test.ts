import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FlightlineError } from '#contract/errors';
import { makeVideo } from '../../../../test/fixtures/make-video';
import { mediaContext } from '../../../../test/helpers/media';
import { sniffed } from '../intake/sniffed';
import { openVideo } from './open-video';
import { readWithWebCodecs } from './web-codecs';

async function opened(bytes: Buffer, open: typeof openVideo): Promise<string> {
  const { ctx } = mediaContext(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, sizeBytes: bytes.length, fileName: 'a' };
  return sniffed(ctx, file)
    .then((found) => open(ctx, file, found))
    .then(
      () => 'read',
      (error: FlightlineError) => `${error.code}: ${error.message}`,
    );
}

test('a Matroska file whose clusters end in rubbish is not searched for ever', async () => {
  const bytes = await makeVideo({ codec: 'vp8', container: 'webm', seconds: 1 });
  const cues = bytes.lastIndexOf(Buffer.from([0x1c, 0x53, 0xbb, 0x6b]));
  bytes.fill(7, cues);
  expect(await opened(bytes, openVideo)).toMatch(/^(read|INVALID_INPUT)/);
}, 20_000);

test('an MP4 file whose table speaks of thousands of millions of frames is not counted through', async () => {
  const bytes = await makeVideo({ codec: 'avc', container: 'mp4', seconds: 2 });
  const keyFrames = bytes.lastIndexOf('stss', undefined, 'latin1');
  expect(keyFrames).toBeGreaterThan(0);
  // Its two numbers are read as one shift of as many frames as there can be.
  bytes.write('ctts', keyFrames, 'latin1');
  bytes.writeUInt32BE(1, keyFrames + 8);
  bytes.writeUInt32BE(0xffff_ffff, keyFrames + 12);
  expect(await opened(bytes, readWithWebCodecs)).toMatch(/^INVALID_INPUT: Its tables are damaged/);
}, 20_000);
