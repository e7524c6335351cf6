/**
 * Watches what mediabunny reads of a damaged or hostile file, and ends what would not end: loops of its own that give no way
 * to any timer, and tables of which it believes too much.
 */
import type * as Mediabunny from 'mediabunny';
import { FlightlineError } from '#contract/errors';
import { refuseFalseCounts, refuseFalseFragment } from './false-counts';

/** Nobody reads the same bytes so often in a row who gets any further. */
const mostSameReads = 1000;
const MiB = 1024 * 1024;
/** Of any element at once; more is not read, as though it were not there. */
const mostBytes = 64 * MiB;
/** Of indexes and lists of which mediabunny removes what is there twice, one by one. */
const mostIndexBytes = 1 * MiB;
const longestHeader = 16;

interface Slice {
  bytes: Uint8Array;
  /** Where in the file `bytes` begin. */
  offset: number;
}
type Read = (start: number, end: number, ...more: unknown[]) => Slice | null | Promise<Slice | null>;

/** @param limitMs for everything that is read; its reads then throw `INVALID_INPUT` */
export function watchReads<T extends Mediabunny.Source>(source: T, limitMs: number): T {
  const inner = source as unknown as { _read: Read };
  const read = inner._read.bind(source);
  const until = performance.now() + limitMs;
  let last = '';
  let same = 0;
  const expected = new Map<number, Content>();

  function checked(slice: Slice | null, start: number, end: number): Slice | null {
    if (!slice) return null;
    const from = start - slice.offset;
    const bytes = Buffer.from(slice.bytes.buffer, slice.bytes.byteOffset + from, end - start);
    if (bytes.length <= longestHeader) {
      const found = announced(bytes);
      if (found) expected.set(start + found.headerBytes, found.content);
    } else if (expected.get(start) === 'movie') refuseFalseCounts(bytes);
    else if (bytes.toString('latin1', 4, 8) === 'moof') refuseFalseFragment(bytes);
    return slice;
  }

  inner._read = (start, end, ...more) => {
    const range = `${start}-${end}`;
    same = range === last ? same + 1 : 0;
    last = range;
    // Its search for the next sound element of a Matroska file (`resync` in ebml.js) asks for the last eight bytes for ever.
    if (same > mostSameReads) throw new FlightlineError('INVALID_INPUT', 'Its clusters are damaged.');
    if (performance.now() > until)
      throw new FlightlineError('INVALID_INPUT', `It was not read in ${limitMs / 1000} s.`);
    const length = end - start;
    if (length > (expected.get(start) === 'index' ? mostIndexBytes : mostBytes)) return null;
    const slice = read(start, end, ...more);
    return slice instanceof Promise
      ? slice.then((got) => checked(got, start, end))
      : checked(slice, start, end);
  };
  return source;
}

type Content = 'movie' | 'index';

/** What follows a header. mediabunny reads headers on their own, and then what they announce at once. */
function announced(header: Buffer): { content: Content; headerBytes: number } | null {
  const name = header.toString('latin1', 4, 8);
  // A box of more than 4 GiB says 1, and has its size behind its name.
  const headerBytes = header.length >= 8 && header.readUInt32BE(0) === 1 ? 16 : 8;
  if (name === 'moov') return { content: 'movie', headerBytes };
  if (name === 'mfra') return { content: 'index', headerBytes };
  if (!matroskaIndexes.has(header.toString('hex', 0, 4))) return null;
  // The size's own length is told by the zeros at its beginning (RFC 8794, section 4).
  return { content: 'index', headerBytes: 4 + Math.clz32(header[4] ?? 0) - 24 + 1 };
}

/** SeekHead, Tracks, Cues. */
const matroskaIndexes = new Set(['114d9b74', '1654ae6b', '1c53bb6b']);
