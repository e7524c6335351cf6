/** The engine over made pictures and videos. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { AllocatorOptions, embeddingDims } from '#contract/allocator';
import { ensureMediaData } from '../../../scripts/lib/media-data.mjs';
import { picture } from '../../../test/fixtures/make-media';
import { makeVideo } from '../../../test/fixtures/make-video';
import { mediaContext, refusalOf, runMedia } from '../../../test/helpers/media';
import { edits } from '../../../test/helpers/picture-edits';
import { judge } from './duplicates/judge';
import { activeModel, openModel } from './embedding/models';
import { allocator } from './engine';
import { hashDistance } from '../media/picture/perceptual-hash';
import { dot, unpackVector } from './vector';

beforeAll(ensureMediaData, 60_000);

const jpeg = (seed: number) => picture(seed).jpeg({ quality: 92 }).toBuffer();
const exif = {
  IFD0: { Make: 'Acme', Model: 'One', ImageDescription: 'Over the ridge', Copyright: 'CC0' },
  IFD2: {
    DateTimeOriginal: '2024:05:01 12:03:04',
    OffsetTimeOriginal: '+02:00',
    ExposureTime: '1/250',
    FNumber: '28/10',
    ISOSpeedRatings: '200',
    FocalLength: '50/1',
    LensModel: 'L50',
  },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '47/1 15/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '11/1 24/1 0/1',
  },
};

async function facts(bytes: Uint8Array, fileName = 'a.jpg') {
  const { output } = await runMedia(bytes, { fileName });
  const vector = unpackVector(output.embeddings[0]?.vector ?? '', embeddingDims);
  return { vector, asset: { ...output, id: fileName, fileName, importedAt: 0 } };
}

describe('a picture', () => {
  it('is measured upright, and its previews are those listed', async () => {
    const turned = await picture(1, { width: 1040, height: 780 })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { output, derived } = await runMedia(turned);
    expect(output).toMatchObject({
      kind: 'image',
      mediaType: 'image/jpeg',
      width: 780,
      height: 1040,
      orientation: 6,
    });
    expect(output.previews.map(({ name, width, height }) => [name, width, height])).toEqual([
      ['thumbnail', 240, 320],
      ['preview', 600, 800],
    ]);
    for (const { name, width, height, sizeBytes } of output.previews) {
      const bytes = derived.get(name) ?? new Uint8Array();
      expect(bytes.length).toBe(sizeBytes);
      expect(await sharp(bytes).metadata()).toMatchObject({ width, height });
    }
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('is read as %s', async (format) => {
    const { output } = await runMedia(
      await picture(2, { width: 90, height: 60 }).toFormat(format).toBuffer(),
    );
    expect(output).toMatchObject({ width: 90, height: 60, pages: 1 });
  });

  it('is read in grey, in CMYK, with transparency, and in 16 bits', async () => {
    const source = picture(3, { width: 80, height: 60 });
    const variants = [
      source.clone().greyscale().png(),
      source.clone().toColourspace('cmyk').jpeg(),
      source.clone().ensureAlpha(0.5).png(),
      source.clone().toColourspace('rgb16').png(),
    ];
    for (const variant of variants) {
      const { output } = await runMedia(await variant.toBuffer());
      expect(output).toMatchObject({ width: 80, height: 60 });
    }
  });

  it('tells when, where and with what it was taken; its previews do not', async () => {
    const bytes = await picture(4).jpeg().withExif(exif).toBuffer();
    const { output, derived } = await runMedia(bytes);
    expect(output.captured).toEqual({
      atMs: Date.UTC(2024, 4, 1, 10, 3, 4),
      local: '2024-05-01T12:03:04',
      offsetMin: 120,
      source: 'exif',
    });
    expect(output.gps).toMatchObject({ lat: 47.25, lon: -11.4 });
    expect(output.camera).toMatchObject({
      make: 'Acme',
      model: 'One',
      lens: 'L50',
      iso: 200,
      fNumber: 2.8,
      exposureS: 0.004,
    });
    expect(output.texts).toContainEqual({ source: 'description', text: 'Over the ridge' });
    for (const preview of derived.values()) expect((await sharp(preview).metadata()).exif).toBeUndefined();
  });

  it('takes the time from its name when there is no other, and no impossible one', async () => {
    const bytes = await jpeg(5);
    expect((await runMedia(bytes, { fileName: 'IMG_20240501_120304.jpg' })).output.captured).toMatchObject({
      local: '2024-05-01T12:03:04',
      offsetMin: null,
      source: 'name',
    });
    expect((await runMedia(bytes, { fileName: 'IMG_20241341_120304.jpg' })).output.captured).toBeNull();
  });

  it('has words from XMP', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Ridge &amp; sky</rdf:li></rdf:Alt></dc:title><dc:subject><rdf:Bag><rdf:li>flying</rdf:li><rdf:li>summer</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;
    const { output } = await runMedia(await picture(6).jpeg().withXmp(xmp).toBuffer());
    expect(output.texts).toEqual([
      { source: 'title', text: 'Ridge & sky' },
      { source: 'keyword', text: 'flying' },
      { source: 'keyword', text: 'summer' },
    ]);
  });

  it('shows the JPEG inside a raw file', async () => {
    const inside = await picture(7, { width: 300, height: 200 }).jpeg().withExif(exif).toBuffer();
    // One directory: DNGVersion, and where the JPEG lies.
    const head = Buffer.alloc(8 + 2 + 3 * 12 + 4);
    head.write('II*\0', 'latin1');
    head.writeUInt32LE(8, 4);
    head.writeUInt16LE(3, 8);
    const entry = (at: number, tag: number, type: number, value: number) => {
      head.writeUInt16LE(tag, at);
      head.writeUInt16LE(type, at + 2);
      head.writeUInt32LE(type === 1 ? 4 : 1, at + 4);
      head.writeUInt32LE(value, at + 8);
    };
    entry(10, 0x0201, 4, head.length);
    entry(22, 0x0202, 4, inside.length);
    entry(34, 0xc612, 1, 0x00000401);
    const { output } = await runMedia(Buffer.concat([head, inside]), { fileName: 'a.dng' });
    expect(output).toMatchObject({
      mediaType: 'image/x-raw',
      width: 300,
      height: 200,
      camera: { model: 'One' },
    });
  });

  it('is the same every time, and its views make the same previews again', async () => {
    const bytes = await jpeg(8);
    const [first, second] = [await runMedia(bytes), await runMedia(bytes)];
    expect(second.output).toEqual(first.output);
    const { ctx } = mediaContext(bytes);
    const file = { sha256: first.output.sha256, sizeBytes: bytes.length, fileName: 'a.jpg' };
    for (const name of ['thumbnail', 'preview']) {
      const view = await allocator.views[name]?.(ctx, {
        file,
        options: AllocatorOptions.parse({}),
        output: first.output,
      });
      expect(Buffer.from(view?.body ?? '').equals(first.derived.get(name) ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('ends with the reason of whoever calls it off', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(runMedia(await jpeg(9), { signal })).rejects.toThrow('stop');
  });
});

describe('copies', () => {
  it('are known as such, and other pictures are not', async () => {
    const source = await jpeg(10);
    const original = await facts(source);
    const likeness = (vector: Float32Array) => ({
      cosine: dot(original.vector, vector),
      nearDuplicate: 0.72,
    });
    for (const [name, edit] of Object.entries(edits)) {
      const edited = await facts(await edit(source), name);
      expect(judge(original.asset, edited.asset, likeness(edited.vector))?.kind, name).toMatch(/copy|edit/);
    }
    for (const seed of [11, 12, 13]) {
      const other = await facts(await jpeg(seed));
      expect(judge(original.asset, other.asset, likeness(other.vector))).toBeNull();
      expect(hashDistance(original.asset.fingerprint.phash, other.asset.fingerprint.phash)).toBeGreaterThan(
        8,
      );
    }
    expect(judge(original.asset, { ...original.asset, id: 'again' }, likeness(original.vector))?.kind).toBe(
      'exact',
    );
  });

  it('are a pair of raw picture and JPEG, or a burst, by what the camera wrote', async () => {
    const { asset } = await facts(await picture(14).jpeg().withExif(exif).toBuffer(), 'IMG_1.jpg');
    const raw = { ...asset, id: 'raw', sha256: 'x', fileName: 'img_1.DNG', mediaType: 'image/x-raw' };
    expect(judge(asset, raw, { cosine: null, nearDuplicate: 0.72 })?.kind).toBe('raw-pair');
    const { asset: other } = await facts(await picture(15).jpeg().withExif(exif).toBuffer(), 'IMG_2.jpg');
    expect(judge(asset, other, { cosine: 0.8, nearDuplicate: 0.72 })?.kind).toBe('burst');
    expect(judge(asset, other, { cosine: 0.3, nearDuplicate: 0.72 })).toBeNull();
  });
});

describe('a video', () => {
  it.each([
    ['avc', 'mp4', 'video/mp4'],
    ['vp8', 'webm', 'video/webm'],
  ] as const)('is looked at by its key frames: %s in %s', async (codec, container, mediaType) => {
    const { output, derived } = await runMedia(await makeVideo({ codec, container }), { fileName: 'v' });
    expect(output).toMatchObject({ kind: 'video', mediaType, width: 160, height: 120 });
    expect(output.video).toMatchObject({ durationS: 4, frameRate: 5, videoCodec: codec });
    expect(output.video?.frames.length).toBeGreaterThanOrEqual(3);
    expect(output.embeddings.map(({ frameMs }) => frameMs)).toEqual(
      output.video?.frames.map(({ atMs }) => atMs),
    );
    expect([...derived.keys()].sort()).toEqual(['preview', 'thumbnail']);
    expect(output.texts).toEqual([{ source: 'title', text: 'Made for a test' }]);
    // The writer of the MP4 puts its date into the movie's header, and nowhere else.
    expect(output.captured?.source).toBe(container === 'mp4' ? 'container' : undefined);
  });

  it('is refused with a reason when it is cut off before its first frame, or spoilt', async () => {
    const video = await makeVideo({ codec: 'avc', container: 'mp4', seconds: 1 });
    for (const bytes of [
      video.subarray(0, 40),
      video.subarray(0, video.length >> 1),
      Buffer.from(video).fill(0, 64),
    ])
      expect(await refusalOf(bytes)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('models', () => {
  it('fall back to the built-in one, and say why, while weights are missing', () => {
    const none = activeModel({ modelsDir: '/nowhere', wanted: '' });
    expect(none).toMatchObject({ active: { id: 'mnv2-140-v2', text: false }, problem: null });
    const missing = activeModel({ modelsDir: '/nowhere', wanted: 'openai/clip-vit-base-patch32' });
    expect(missing.active.id).toBe('mnv2-140-v2');
    expect(missing.problem).toContain('clip-vit-base-patch32');
  });

  it('that are gone are told as such', async () => {
    const gone = openModel({ resourcesDir: 'resources', modelsDir: '/nowhere' }, 'clip-vit-base-patch32-q8');
    await expect(gone).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  });

  it('give a picture that is only looked for its vector, and refuse words that they do not know', async () => {
    const bytes = await jpeg(16);
    const { output } = await runMedia(bytes);
    const { ctx } = mediaContext(bytes);
    const answer = await allocator.queries?.['embedImage']?.answer(ctx, {
      image: bytes.toString('base64'),
      model: 'mnv2-140-v2',
    });
    expect(answer).toEqual({ vector: output.embeddings[0]?.vector, phash: output.fingerprint.phash });
    const words = allocator.queries?.['embedText']?.answer(ctx, { text: 'a dog', model: 'mnv2-140-v2' });
    await expect(words).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
