/** Files that are made to hurt: each is refused with a reason, or read as what it is, and no other file is ever opened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureMediaData } from '../../../scripts/lib/media-data.mjs';
import { makeRandom } from '../../../test/fixtures/make-flight';
import {
  blackPng,
  exifChunk,
  manyFrames,
  picture,
  withExifSegments,
} from '../../../test/fixtures/make-media';
import { refusalOf, runMedia } from '../../../test/helpers/media';
import { allocator } from './engine';
import { mediaTypeOf } from '../media/intake/media-type';

const encode = (text: string) => new TextEncoder().encode(text);
const takes = (bytes: Uint8Array) =>
  allocator.accepts.some(({ sniff }) => sniff(bytes.subarray(0, 65_536)) === 'yes');

let folder = '';
beforeAll(async () => {
  await ensureMediaData();
  folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bombs', () => {
  it('refuses an interlaced PNG that would unfold to a gigabyte, before it unfolds', async () => {
    const refused = await refusalOf(blackPng(16_000, 16_000, { interlaced: true }));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refused.message).toContain('16000 x 16000');
  });

  it('refuses an interlaced PNG within the pixel limit that must be held at once', async () => {
    const { message } = await refusalOf(blackPng(20_000, 12_000, { interlaced: true }), {
      options: { maxMegapixels: 268 },
    });
    expect(message).toMatch(/line by line/);
  });

  it('refuses 30,000 x 30,000 pixels, however small the file', async () => {
    expect((await refusalOf(blackPng(30_000, 30_000))).code).toBe('INVALID_INPUT');
  });

  it('refuses a side that no camera has', async () => {
    expect((await refusalOf(blackPng(60_000, 1))).message).toMatch(/side|decode/);
  });

  it('refuses a GIF with 10,000 frames without looking at each', async () => {
    expect((await refusalOf(manyFrames(10_000))).message).toMatch(/frames/);
  });

  it('reads a GIF with a few frames, and counts them', async () => {
    const { output } = await runMedia(manyFrames(12));
    expect(output).toMatchObject({ mediaType: 'image/gif', pages: 12, width: 1, height: 1 });
  });

  it('reads a picture with an EXIF block of 50 MB, but not the block', async () => {
    const png = blackPng(40, 30, { extra: [exifChunk(50 * 1024 * 1024)] });
    const { output } = await runMedia(png);
    expect(output.width).toBe(40);
    expect(output.notes.join(' ')).toContain('EXIF block of 50.0 MiB was not read');
  });

  it('reads a JPEG with 200 EXIF blocks, and of them the first', async () => {
    const jpeg = await picture(1)
      .withExif({ IFD0: { Make: 'First' } })
      .jpeg()
      .toBuffer();
    const spare = withExifSegments(jpeg, 200).subarray(2, 2 + 200 * 0x1_0001);
    const end = 4 + jpeg.readUInt16BE(4); // of its own first segment
    const { output } = await runMedia(Buffer.concat([jpeg.subarray(0, end), spare, jpeg.subarray(end)]));
    expect(output).toMatchObject({ width: 400, camera: { make: 'First' } });
  });
});

describe('files that name other files', () => {
  it('takes no HLS playlist for a video, whatever its name, and opens no segment of it', async () => {
    const secret = path.join(folder, 'secret.ts');
    writeFileSync(secret, 'secret');
    const playlist = encode(
      `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${secret}\n#EXT-X-ENDLIST\n`,
    );
    expect(takes(playlist)).toBe(false);
    expect((await refusalOf(playlist, { fileName: 'holiday.mp4' })).code).toBe('UNKNOWN_TYPE');
  });

  it.each([
    ['ffconcat', `ffconcat version 1.0\nfile /etc/passwd\n`],
    ['DASH', `<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>`],
    [
      'SVG with an external entity',
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`,
    ],
    [
      'SVG with a picture of this machine',
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="file:///etc/hostname"/></svg>`,
    ],
    ['PostScript', '%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n'],
    ['PDF', '%PDF-1.7\n'],
    ['MVG', 'push graphic-context\nimage over 0,0 0,0 "/etc/passwd"\npop graphic-context\n'],
  ])('takes no %s', async (_, text) => {
    expect(takes(encode(text))).toBe(false);
    expect((await refusalOf(encode(text), { fileName: 'picture.jpg' })).code).toBe('UNKNOWN_TYPE');
  });

  it('opens no segment of a playlist that hides behind the head of a video', async () => {
    const playlist = encode(`#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n`);
    const box = Buffer.concat([
      Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex'),
      playlist,
    ]);
    const refused = await refusalOf(box, { fileName: 'a.mp4' });
    expect(refused.code).toBe('INVALID_INPUT');
    expect(refused.message).toBe('The video cannot be read: it holds no movie.');
  });

  it('has ffmpeg open nothing but its pipe: a playlist that says it is an AVI', async () => {
    const refused = await refusalOf(
      Buffer.concat([
        Buffer.from('RIFF\x10\0\0\0AVI ', 'latin1'),
        encode('\n#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'),
      ]),
    );
    expect(refused.code).toBe('INVALID_INPUT');
  });
});

describe('polyglots and lies', () => {
  it('reads a JPEG that is also a web page as a JPEG, and leaves the page out of what it makes', async () => {
    const jpeg = await picture(1).jpeg().toBuffer();
    const script = encode('<script>alert(1)</script>');
    const { output, derived } = await runMedia(Buffer.concat([jpeg, script]), { fileName: 'page.html' });
    expect(output.mediaType).toBe('image/jpeg');
    for (const bytes of derived.values()) expect(Buffer.from(bytes).includes('script')).toBe(false);
  });

  it('goes by the content when the name says something else', async () => {
    const { output } = await runMedia(await picture(2).webp().toBuffer(), { fileName: 'video.mp4' });
    expect(output).toMatchObject({ kind: 'image', mediaType: 'image/webp' });
  });

  it('takes no ZIP, ELF, or text for a picture', () => {
    for (const head of ['PK\u0003\u0004', '\u007fELF', 'GIF87', 'BM', '{}', ''])
      expect(mediaTypeOf(Buffer.from(head, 'latin1'))).toBeNull();
  });

  it('has no control characters and no endless text from metadata', async () => {
    const long = `a\u0007${'x'.repeat(50_000)}`;
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:title><rdf:Alt><rdf:li>${long}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
    const { output } = await runMedia(await picture(3).jpeg().withXmp(xmp).toBuffer());
    for (const { text } of output.texts) {
      expect(text.length).toBeLessThanOrEqual(2000);
      expect(text).not.toContain('\u0007');
    }
  });
});

describe('damage', () => {
  it('refuses a picture that is cut off, and says so', async () => {
    const jpeg = await picture(4).jpeg().toBuffer();
    const png = await picture(4).png().toBuffer();
    for (const bytes of [jpeg, png])
      expect(await refusalOf(bytes.subarray(0, bytes.length >> 1))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('ends well or is refused with a reason for 150 spoilt pictures', async () => {
    const sources = await Promise.all([
      picture(5, { width: 120, height: 90 }).jpeg().toBuffer(),
      picture(5, { width: 120, height: 90 }).png().toBuffer(),
      picture(5, { width: 120, height: 90 }).webp().toBuffer(),
      picture(5, { width: 120, height: 90 }).gif().toBuffer(),
      picture(5, { width: 120, height: 90 }).tiff().toBuffer(),
    ]);
    const random = makeRandom(5);
    for (let k = 0; k < 150; k++) {
      const bytes = Buffer.from(sources[k % sources.length] as Buffer);
      for (let flips = 1 + Math.floor(random() * 20); flips > 0; flips--) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      const cut = random() < 0.3 ? bytes.subarray(0, Math.ceil(random() * bytes.length)) : bytes;
      const ended = await runMedia(cut).then(
        () => 'read',
        (error: Error & { code?: string }) => error.code ?? error.message,
      );
      expect(['read', 'INVALID_INPUT', 'UNKNOWN_TYPE']).toContain(ended);
    }
  }, 30_000);
});
