import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeVideo } from '../../../../test/fixtures/make-video';
import { mediaContext } from '../../../../test/helpers/media';
import { sniffed } from '../intake/sniffed';
import { openVideo } from './open-video';

test('a Matroska file whose clusters end in rubbish is not searched for ever', async () => {
  const bytes = await makeVideo({ codec: 'vp8', container: 'webm', seconds: 1 });
  const cues = bytes.lastIndexOf(Buffer.from([0x1c, 0x53, 0xbb, 0x6b]));
  bytes.fill(7, cues);
  const { ctx } = mediaContext(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, sizeBytes: bytes.length, fileName: 'a.webm' };
  const end = await sniffed(ctx, file)
    .then((found) => openVideo(ctx, file, found))
    .then(
      () => 'read',
      (error: { code?: string }) => error.code,
    );
  expect(['read', 'INVALID_INPUT']).toContain(end);
}, 20_000);
