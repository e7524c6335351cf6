/** Tells IGC files by their content; shared by the engines that take them. */
import type { FileRule } from '#contract/engine';
import { detectUtf16, textStart, utf16ToUtf8 } from './encoding';

const fixShape = /^[ \t]*B\d{6}\d{7}[NS]\d{8}[EW][A-Z0-9]/im;
const dateShape = /^[ \t]*H[A-Z]DTE(?:DATE)?[\s:]*\d/im;
const recorderShape = /^[ \t]*A[A-Z0-9]{3}/i;

/** The share of control characters above which bytes are no text. */
const MAX_CONTROL_SHARE = 0.02;
/** Archives hold flights uncompressed, so that fix records show; their own first bytes are never text. */
const FIRST_BYTES = 128;

/** Recorders that lose power leave zeros behind, so zeros are only asked about at the beginning. */
function isText(head: Uint8Array): boolean {
  if (head.subarray(0, FIRST_BYTES).includes(0)) return false;
  let control = 0;
  for (const byte of head)
    if (byte < 0x20 && byte !== 0 && byte !== 9 && byte !== 10 && byte !== 13) control++;
  return control <= head.length * MAX_CONTROL_SHARE;
}

/**
 * 'yes' with a fix record, or a recorder line and a date; 'maybe' for any other text (a flight without fixes is
 * answered with a reason, not with "unknown type"); 'no' for what is no text.
 */
export function sniffIgc(head: Uint8Array): 'yes' | 'maybe' | 'no' {
  const order = detectUtf16(head);
  const bytes = order ? utf16ToUtf8(head.subarray(0, head.length & ~1), order) : head;
  if (bytes.length === 0 || !isText(bytes)) return 'no';
  const text = new TextDecoder('windows-1252').decode(bytes.subarray(textStart(bytes)));
  if (fixShape.test(text)) return 'yes';
  return recorderShape.test(text) && dateShape.test(text) ? 'yes' : 'maybe';
}

export const igcFileRule: FileRule = {
  label: 'IGC flight',
  suffixes: ['.igc'],
  mediaType: 'application/vnd.fai.igc',
  sniff: sniffIgc,
  maxBytes: 64 * 1024 * 1024,
};
