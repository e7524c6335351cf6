/** Spoils text files of lines the way that transfers, editors, weak batteries and attackers do; same seed, same bytes. */
import { makeRandom } from '../fixtures/make-flight';

type Random = () => number;
type Way = (bytes: Uint8Array, random: Random) => Uint8Array;

const upTo = (random: Random, limit: number) => Math.floor(random() * limit);
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const encode = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

/** From 1 byte to a tenth of the file, small more often than large. */
function stretch(bytes: Uint8Array, random: Random): { from: number; to: number } {
  const from = upTo(random, bytes.length);
  const length = Math.ceil((bytes.length / 10) ** random());
  return { from, to: Math.min(bytes.length, from + length) };
}

/** The line that holds a byte, with its end. */
function lineAt(bytes: Uint8Array, at: number): { from: number; to: number } {
  const from = at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
  const end = bytes.indexOf(10, at);
  return { from, to: end < 0 ? bytes.length : end + 1 };
}

function changeBytes(bytes: Uint8Array, random: Random, to: (byte: number) => number): Uint8Array {
  const result = bytes.slice();
  for (let k = Math.ceil(200 ** random()); k > 0; k--) {
    const at = upTo(random, result.length);
    result[at] = to(result[at] as number);
  }
  return result;
}

function insertLines(bytes: Uint8Array, random: Random, line: () => string): Uint8Array {
  let result = bytes;
  for (let k = 1 + upTo(random, 5); k > 0; k--) {
    const { from } = lineAt(result, upTo(random, result.length));
    result = joined(result.subarray(0, from), encode(line() + '\r\n'), result.subarray(from));
  }
  return result;
}

const codes = ['ENL', 'MOP', 'LAD', 'LOD', 'TDS', 'FXA', 'GND', 'AAA'];
const two = (value: number) => String(value).padStart(2, '0');

const ways: Record<string, Way> = {
  flipBits: (bytes, random) => changeBytes(bytes, random, (byte) => byte ^ (1 << upTo(random, 8))),
  randomBytes: (bytes, random) => changeBytes(bytes, random, () => upTo(random, 256)),
  otherDigits: (bytes, random) =>
    changeBytes(bytes, random, (byte) => (byte >= 48 && byte <= 57 ? 48 + upTo(random, 10) : byte)),
  cutEnd: (bytes, random) => bytes.subarray(0, upTo(random, bytes.length)),
  cutStart: (bytes, random) => bytes.subarray(upTo(random, bytes.length)),
  cutMiddle: (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  doubleBlock: (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    const block = bytes.subarray(from, to);
    const copies = Array.from({ length: 1 + upTo(random, 4) }, () => block);
    const at = upTo(random, bytes.length);
    return joined(bytes.subarray(0, at), ...copies, bytes.subarray(at));
  },
  moveBlock: (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    const rest = joined(bytes.subarray(0, from), bytes.subarray(to));
    const at = upTo(random, rest.length);
    return joined(rest.subarray(0, at), bytes.subarray(from, to), rest.subarray(at));
  },
  swapLines: (bytes, random) => {
    const a = lineAt(bytes, upTo(random, bytes.length));
    const b = lineAt(bytes, upTo(random, bytes.length));
    const [first, second] = a.from < b.from ? [a, b] : [b, a];
    if (first.to > second.from) return bytes;
    return joined(
      bytes.subarray(0, first.from),
      bytes.subarray(second.from, second.to),
      bytes.subarray(first.to, second.from),
      bytes.subarray(first.from, first.to),
      bytes.subarray(second.to),
    );
  },
  repeatLine: (bytes, random) => {
    const { from, to } = lineAt(bytes, upTo(random, bytes.length));
    // A file whose line ends were changed is one line: its copies must not add up to hundreds of megabytes.
    const most = Math.min(300, Math.floor(MOST_BYTES / (to - from + 1)));
    const copies = Array.from({ length: 1 + upTo(random, most) }, () => bytes.subarray(from, to));
    return joined(bytes.subarray(0, from), ...copies, bytes.subarray(to));
  },
  zeroBlock: (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    return bytes.slice().fill(random() < 0.5 ? 0 : 48, from, to);
  },
  hugeNumbers: (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    const digit = random() < 0.5 ? 57 : 48 + upTo(random, 10);
    return bytes.map((byte, i) => (i >= from && i < to && byte >= 48 && byte <= 57 ? digit : byte));
  },
  longLine: (bytes, random) => {
    const at = upTo(random, bytes.length);
    const tail = new Uint8Array(upTo(random, 100_000)).fill(48 + upTo(random, 43));
    return joined(bytes.subarray(0, at), tail, bytes.subarray(at));
  },
  strayExtensions: (bytes, random) =>
    insertLines(bytes, random, () => {
      const entry = () => {
        const from = upTo(random, 99);
        return `${two(from)}${two(from + upTo(random, 9))}${codes[upTo(random, codes.length)] ?? ''}`;
      };
      return `I${two(upTo(random, 12))}${Array.from({ length: upTo(random, 12) }, entry).join('')}`;
    }),
  strayDates: (bytes, random) =>
    insertLines(
      bytes,
      random,
      () => `HFDTE${two(upTo(random, 33))}${two(upTo(random, 14))}${two(upTo(random, 100))}`,
    ),
  strayTimes: (bytes, random) => {
    const result = bytes.slice();
    const shift = upTo(random, 10);
    const { from, to } = stretch(bytes, random);
    for (let at = lineAt(result, from).from; at < to; at = lineAt(result, at).to) {
      if (result[at] === 66 && at + 3 < result.length) result[at + 2 + upTo(random, 2)] = 48 + shift;
    }
    return result;
  },
  otherLineEnds: (bytes, random) => {
    const end = ['\n', '\r', '\r\r\n', '\u001a', '\0'][upTo(random, 5)] ?? '';
    return encode(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', end));
  },
  utf16: (bytes) => new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf16le')),
};

const names = Object.keys(ways);
/** Doubling must not add up. */
const MOST_BYTES = 4_000_000;

/** One to four ways, one after the other; `names` says which, for a report. */
export function mutateFile(bytes: Uint8Array, seed: number): { bytes: Uint8Array; names: string[] } {
  const random = makeRandom(seed);
  const chosen = Array.from({ length: 1 + upTo(random, 4) }, () => names[upTo(random, names.length)] ?? '');
  let result = bytes;
  for (const name of chosen) {
    if (result.length > 0 && result.length < MOST_BYTES) result = ways[name]?.(result, random) ?? result;
  }
  return { bytes: result, names: chosen };
}
