/**
 * Counts in the tables of MP4 and QuickTime files (ISO 14496-12, clauses 8.6 to 8.8). mediabunny believes them: a few bytes
 * of rubbish in one have it count to thousands of millions, for minutes, and no timer ends that.
 */
import { FlightlineError } from '#contract/errors';

const most = {
  tracks: 500,
  /** Of a track: more than a day at 50 frames a second. */
  samples: 5_000_000,
  /** Of what is gone through again for each frame that is read. */
  inChunk: 1_000_000,
  /** Sound without compression has 48,000 in a second. */
  inFragment: 1_000_000,
};

/**
 * Tables are looked for by their names wherever they lie, since mediabunny finds them in any box.
 * @param bytes content of the box `moov`
 * @throws FlightlineError `INVALID_INPUT`
 */
export function refuseFalseCounts(bytes: Buffer): void {
  const [tracks, tables] = [placesOf(bytes, 'trak'), placesOf(bytes, 'stbl')];
  if (Math.max(tracks.length, tables.length) > most.tracks) throw refusal('tracks', tracks.length);
  for (const at of tables) {
    const end = at - 8 + u32(bytes, at - 8);
    refuseSampleTable(bytes, (name) => placesOf(bytes, name, { from: at, to: end }));
  }
}

/**
 * @param bytes a whole box `moof`
 * @throws FlightlineError `INVALID_INPUT`
 */
export function refuseFalseFragment(bytes: Buffer): void {
  refuseAbove(
    'samples in a fragment',
    sumOf(placesOf(bytes, 'trun'), (at) => u32(bytes, at + 4)),
    most.inFragment,
  );
  for (const at of placesOf(bytes, 'saiz'))
    refuseAbove('samples in a fragment', u32(bytes, at + 5), most.inFragment);
}

/** @param tables where the content of tables of a name begins */
function refuseSampleTable(bytes: Buffer, tables: (name: string) => number[]): void {
  const shifts = sumOf(tables('ctts'), (at) => sumOf(pairs(bytes, at), ([count]) => count));
  refuseAbove('samples', shifts, most.samples);
  // A list of every sample is made only where some are shown in another order than they are decoded.
  if (shifts > 0)
    refuseAbove(
      'samples',
      sumOf(tables('stts'), (at) => sumOf(pairs(bytes, at), ([count]) => count)),
      most.samples,
    );
  for (const at of tables('saiz')) refuseAbove('samples', u32(bytes, at + 5), most.samples);
  for (const at of tables('stz2'))
    if (![4, 8, 16].includes(bytes[at + 7] ?? 0)) throw refusal('bits in a size', bytes[at + 7] ?? 0);
  const sizes = [...tables('stsz'), ...tables('stz2')];
  const allAlike = sizes.length === 1 && u32(bytes, (sizes[0] ?? 0) + 4) > 0;
  for (const at of tables('stsc')) {
    let [chunks, last] = [0, 0];
    for (const [first, samples] of triples(bytes, at)) {
      if (!allAlike) refuseAbove('samples in a chunk', samples, most.inChunk);
      chunks += Math.max(0, first - last);
      last = first;
    }
    refuseAbove('chunks', chunks, most.samples);
  }
}

/** Where the contents of boxes of a name begin. */
function placesOf(bytes: Buffer, name: string, { from = 0, to = bytes.length } = {}): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(name, from, 'latin1'); at >= 4 && at < to;) {
    places.push(at + 4);
    at = bytes.indexOf(name, at + 4, 'latin1');
  }
  return places;
}

const pairs = (bytes: Buffer, at: number) => entries(bytes, at, 8);
const triples = (bytes: Buffer, at: number) => entries(bytes, at, 12);

/** The first two numbers of each entry, as many as are there. */
function* entries(bytes: Buffer, at: number, size: number): Generator<[number, number]> {
  const count = u32(bytes, at + 4);
  for (let k = 0, place = at + 8; k < count && place + size <= bytes.length; k++, place += size)
    yield [u32(bytes, place), u32(bytes, place + 4)];
}

const u32 = (bytes: Buffer, at: number) => (at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0);

function sumOf<T>(items: Iterable<T>, value: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += value(item);
  return sum;
}

function refuseAbove(what: string, count: number, limit: number): void {
  if (count > limit) throw refusal(what, count);
}

const refusal = (what: string, count: number) =>
  new FlightlineError('INVALID_INPUT', `Its tables are damaged: they speak of ${count} ${what}.`);
