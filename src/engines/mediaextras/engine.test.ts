/** The engine over made pictures and videos: what it reads, what it makes, what it refuses. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type ExtraPart, ExtrasOptions, ExtrasOutput } from '#contract/media-extras';
import { picture } from '../../../test/fixtures/make-media';
import { makeVideo } from '../../../test/fixtures/make-video';
import { textPicture } from '../../../test/fixtures/text-picture';
import { mediaContext } from '../../../test/helpers/media';
import { mediaextras } from './engine';

async function make(bytes: Uint8Array, part: ExtraPart, signal?: AbortSignal) {
  const { ctx, derived } = mediaContext(bytes, signal ? { signal } : {});
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, sizeBytes: bytes.length, fileName: 'file' };
  const input = { file, options: ExtrasOptions.parse({ part }) };
  const output = ExtrasOutput.parse(await mediaextras.run(ctx, input));
  return { output, derived, view: (name: string) => mediaextras.views[name]?.(ctx, { ...input, output }) };
}

const textOf = ({ output }: Awaited<ReturnType<typeof make>>) => output.lines.map(({ text }) => text);

describe('text in pictures', () => {
  it('is read line by line, with its words apart', async () => {
    const made = await make(await textPicture(['OPEN 24 HOURS', 'PILOT HUT 7']), 'text');
    expect(textOf(made)).toEqual(['OPEN 24 HOURS', 'PILOT HUT 7']);
    expect(made.output.lines[0]?.confidence).toBeGreaterThan(0.8);
    expect(made.derived.size).toBe(0);
    expect((await made.view('text'))?.body).toBe('OPEN 24 HOURS\nPILOT HUT 7\n');
  });

  it('is read askew', async () => {
    const turned = sharp(await textPicture(['NO FLIP 24'])).rotate(14, { background: '#ebebeb' });
    expect(textOf(await make(await turned.jpeg().toBuffer(), 'text'))).toEqual(['NO FLIP 24']);
  });

  it('is not seen where there is none', async () => {
    const plain = await picture(3, { width: 320, height: 240 }).jpeg().toBuffer();
    expect(textOf(await make(plain, 'text'))).toEqual([]);
  });
});

describe('files', () => {
  it('has a large view of a large picture only', async () => {
    const large = await picture(5, { width: 1900, height: 700 }).jpeg().toBuffer();
    const made = await make(large, 'large');
    expect(made.output.file).toMatchObject({ name: 'large', width: 1440, mediaType: 'image/jpeg' });
    const bytes = made.derived.get('large') ?? Buffer.alloc(0);
    expect((await sharp(bytes).metadata()).width).toBe(1440);
    expect((await made.view('large'))?.body).toEqual(bytes);
    const small = await make(await picture(5).jpeg().toBuffer(), 'large');
    expect([small.output.file, small.derived.size]).toEqual([null, 0]);
    await expect(small.view('large')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has a clip of a video that moves', async () => {
    const made = await make(await makeVideo({ codec: 'avc', container: 'mp4', seconds: 4 }), 'clip');
    expect(made.output.file).toMatchObject({ name: 'clip', mediaType: 'image/webp', width: 160 });
    const header = await sharp(made.derived.get('clip'), { animated: true }).metadata();
    expect(header).toMatchObject({ loop: 0, pageHeight: 120 });
    // A picture for each second, and what stands still is one page: it lasts as long as in the video.
    expect(header.delay?.slice(0, 2)).toEqual([1000, 1000]);
    const still = await make(await picture(5).jpeg().toBuffer(), 'clip');
    expect(still.output.file).toBeNull();
  });
});

describe('what it refuses', () => {
  it('says so with a code', async () => {
    await expect(make(Buffer.from('words'), 'text')).rejects.toMatchObject({ code: 'UNKNOWN_TYPE' });
    await expect(make(Buffer.alloc(0), 'large')).rejects.toMatchObject({ code: 'EMPTY_FILE' });
    const cut = (await picture(5).png().toBuffer()).subarray(0, 300);
    await expect(make(cut, 'large')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('ends when it is called off', async () => {
    const called = AbortSignal.abort(new Error('called off'));
    await expect(make(await textPicture(['HELLO']), 'text', called)).rejects.toThrow('called off');
  });
});
