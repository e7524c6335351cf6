/** MD5 (RFC 1321) that may start from another state than the standard's: XCSoar signs flights with such digests. */

/** Four 32-bit words. */
export type Md5State = readonly [number, number, number, number];

export const standardState: Md5State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];

const BLOCK = 64;
const sines = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
/** By round and step modulo four. */
const shifts = Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);

/** Lower-case hexadecimal, 32 letters. */
export function md5Hex(message: Uint8Array, start: Md5State = standardState): string {
  const state = Int32Array.from(start);
  const words = new Int32Array(BLOCK / 4);
  const whole = message.length - (message.length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) {
    load(words, message, at);
    addBlock(state, words);
  }
  const tail = closing(message, whole);
  for (let at = 0; at < tail.length; at += BLOCK) {
    load(words, tail, at);
    addBlock(state, words);
  }
  const bytes = new DataView(new ArrayBuffer(16));
  state.forEach((word, i) => bytes.setInt32(4 * i, word, true));
  return Array.from(new Uint8Array(bytes.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The rest of the message, a one bit, zeros, and the length in bits. */
function closing(message: Uint8Array, from: number): Uint8Array {
  const rest = message.length - from;
  const tail = new Uint8Array(rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK);
  tail.set(message.subarray(from));
  tail[rest] = 0x80;
  new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(message.length) * 8n, true);
  return tail;
}

function load(words: Int32Array, bytes: Uint8Array, at: number): void {
  for (let w = 0; w < 16; w++) {
    const b = at + 4 * w;
    words[w] =
      (bytes[b] as number) |
      ((bytes[b + 1] as number) << 8) |
      ((bytes[b + 2] as number) << 16) |
      ((bytes[b + 3] as number) << 24);
  }
}

/** One loop for each of the four rounds: a single one that branches takes twice as long. */
function addBlock(state: Int32Array, words: Int32Array): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  for (let i = 0; i < 16; i++) {
    const sum = (((b & c) | (~b & d)) + a + (sines[i] as number) + (words[i] as number)) | 0;
    const shift = shifts[i & 3] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  for (let i = 16; i < 32; i++) {
    const sum = (((d & b) | (~d & c)) + a + (sines[i] as number) + (words[(5 * i + 1) & 15] as number)) | 0;
    const shift = shifts[4 + (i & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  for (let i = 32; i < 48; i++) {
    const sum = ((b ^ c ^ d) + a + (sines[i] as number) + (words[(3 * i + 5) & 15] as number)) | 0;
    const shift = shifts[8 + (i & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  for (let i = 48; i < 64; i++) {
    const sum = ((c ^ (b | ~d)) + a + (sines[i] as number) + (words[(7 * i) & 15] as number)) | 0;
    const shift = shifts[12 + (i & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
}
