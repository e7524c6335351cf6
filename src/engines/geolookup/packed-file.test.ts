import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writePacked } from '../../../scripts/geo/container.mjs';
import { readPackedFile } from './packed-file';

const folder = mkdtempSync(path.join(tmpdir(), 'flightline-packed-'));
const file = path.join(folder, 'x.bin');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Meta = z.object({ name: z.string() });

describe('readPackedFile', () => {
  it('reads what the packer wrote, whatever the lengths', async () => {
    const sections = {
      a: Uint8Array.of(1, 2, 3),
      b: Int32Array.of(-1, 2 ** 31 - 1),
      c: new Uint16Array(0),
      d: Uint32Array.of(2 ** 32 - 1),
    };
    for (const name of ['', 'é', 'four', 'more than eight']) {
      writePacked(file, { name }, sections);
      const { meta, section } = await readPackedFile(file, Meta);
      expect(meta).toEqual({ name });
      expect(section('a', 'Uint8Array')).toEqual(sections.a);
      expect(section('b', 'Int32Array')).toEqual(sections.b);
      expect(section('c', 'Uint16Array')).toEqual(sections.c);
      expect(section('d', 'Uint32Array')).toEqual(sections.d);
      expect(() => section('a', 'Int32Array')).toThrow(RangeError);
    }
  });

  it('says which file is missing or damaged', async () => {
    await expect(readPackedFile('/nowhere.bin', Meta)).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    writePacked(file, { other: 1 }, {});
    await expect(readPackedFile(file, Meta)).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    for (const text of ['', 'FLGEO01\n', 'FLGEO01\n\xff\xff\xff\x7f{', 'something else']) {
      writeFileSync(file, text, 'latin1');
      await expect(readPackedFile(file, Meta)).rejects.toThrow(file);
    }
  });
});
