/**
 * Reads the files that scripts/pack-geo.mjs makes: the magic `FLGEO01\n`, the length of the head as uint32, a JSON head up
 * to there, then arrays at multiples of eight bytes. All little-endian, like every machine that runs this.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FlightlineError, messageOf } from '#contract/errors';

const MAGIC = 'FLGEO01\n';
const arrays = { Int32Array, Uint32Array, Uint16Array, Uint8Array };

type Arrays = { [K in keyof typeof arrays]: InstanceType<(typeof arrays)[K]> };
type Kind = keyof Arrays;

const Head = z.looseObject({
  sections: z.record(
    z.string(),
    z.object({
      type: z.enum(['Int32Array', 'Uint32Array', 'Uint16Array', 'Uint8Array']),
      at: z.int(),
      length: z.int(),
    }),
  ),
});

export interface PackedFile<Meta> {
  meta: Meta;
  /** A view of the file's bytes. @throws RangeError when there is none of this kind */
  section<K extends Kind>(name: string, kind: K): Arrays[K];
}

/** @throws FlightlineError `ENGINE_FAILED` when the file is missing or damaged */
export async function readPackedFile<Meta>(file: string, meta: z.ZodType<Meta>): Promise<PackedFile<Meta>> {
  try {
    return parsePackedFile(await readFile(file), meta);
  } catch (error) {
    throw new FlightlineError(
      'ENGINE_FAILED',
      `The map data in ${file} cannot be read (${messageOf(error)}); install Flightline again, or run npm run build.`,
      { cause: error },
    );
  }
}

function parsePackedFile<Meta>(bytes: Buffer, meta: z.ZodType<Meta>): PackedFile<Meta> {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new RangeError('not a packed file');
  const headBytes = bytes.readUInt32LE(MAGIC.length);
  const head = Head.parse(JSON.parse(bytes.toString('utf8', MAGIC.length + 4, headBytes)));
  // Small files share a pool of Node's, at any offset; typed arrays need theirs aligned.
  const body = bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return {
    meta: meta.parse(head),
    section(name, kind) {
      const place = head.sections[name];
      if (place?.type !== kind) throw new RangeError(`no section ${name} of ${kind}`);
      const at = body.byteOffset + headBytes + place.at;
      // One of the four by its name, which the type checker does not follow.
      return new arrays[kind](body.buffer as ArrayBuffer, at, place.length) as Arrays[typeof kind];
    },
  };
}
