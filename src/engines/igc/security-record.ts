/**
 * Verifies the signature (G record) of XCSoar, the one recorder whose method is public: its source is open. All other
 * makers keep theirs secret and verify by their own programs or the FAI's server, so offline nothing can be said.
 */
import type { IgcHeaders } from './igc-file';
import type { Md5State } from './md5';
import { md5Hex, standardState } from './md5';

/** 'present': signed by a recorder whose signature cannot be verified here. */
export type SecurityState = 'none' | 'present' | 'valid' | 'invalid';

/** Versions before 6 signed with other keys. */
const oldVersion = /xcsoar\D*[1-5]\.\d/i;

/** A signature is these four digests of the same text one after the other (states from XCSoar's source). */
const startStates: readonly Md5State[] = [
  [0x1c80a301, 0x9eb30b89, 0x39cb2afe, 0x0d0fea76],
  [0x48327203, 0x3948ebea, 0x9a9b9c9e, 0xb3bed89a],
  standardState,
  [0xc8e899e8, 0x9321c28a, 0x438eba12, 0x8cbe0aee],
];

const LF = 10;
const CR = 13;
const COMMA = 0x2c;
const letter = (text: string) => text.charCodeAt(0);
/** Printable ASCII without the letters that the IGC specification reserves. */
const signedBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f && !'$*!\\^~'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

export function verifySecurity(
  bytes: Uint8Array,
  { hasSecurityRecord, headers }: { hasSecurityRecord: boolean; headers: IgcHeaders },
): SecurityState {
  if (!hasSecurityRecord) return 'none';
  if (headers.manufacturerCode !== 'XCS' || oldVersion.test(headers.recorderType ?? '')) return 'present';
  const { text, signature } = split(bytes);
  // Versions differ in whether commas are signed.
  return isSignedBy(withoutCommas(text), signature) || isSignedBy(text, signature) ? 'valid' : 'invalid';
}

function withoutCommas(text: Uint8Array): Uint8Array {
  const result = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] as number;
    if (byte !== COMMA) result[length++] = byte;
  }
  return result.subarray(0, length);
}

function isSignedBy(text: Uint8Array, signature: string): boolean {
  return startStates.every(
    (state, i) => md5Hex(text, state) === signature.slice(32 * i, 32 * (i + 1)).toLowerCase(),
  );
}

/** What is signed, and the signature: the G records without their first letter. */
function split(bytes: Uint8Array): { text: Uint8Array; signature: string } {
  const text = new Uint8Array(bytes.length);
  let length = 0;
  let signature = '';
  for (let at = 0; at < bytes.length;) {
    let end = at;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++;
    const kind = signedKind(bytes, at, end);
    if (kind === 'signature' && signature.length < 256)
      signature += String.fromCharCode(...bytes.subarray(at + 1, Math.min(end, at + 129)));
    if (kind === 'signed') {
      for (let i = at; i < end; i++) {
        const byte = bytes[i] as number;
        if (signedBytes[byte] === 1) text[length++] = byte;
      }
    }
    at = end + 1;
  }
  return { text: text.subarray(0, length), signature };
}

/** What others add after the flight is not signed: headers of the pilot or an official, foreign log book records. */
function signedKind(bytes: Uint8Array, at: number, end: number): 'signed' | 'signature' | 'other' {
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (first === letter('G')) return 'signature';
  if (first === letter('H')) return second === letter('O') || second === letter('P') ? 'other' : 'signed';
  if (first !== letter('L')) return 'signed';
  const ours = end - at >= 4 && second === letter('X') && bytes[at + 2] === letter('C');
  return ours && bytes[at + 3] === letter('S') ? 'signed' : 'other';
}
