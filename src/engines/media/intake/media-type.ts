/** Tells by their first bytes what media files are; their names are never asked. */

/** How a file is opened. */
export type Opener = 'picture' | 'heif' | 'raw' | 'video' | 'old-video';

export interface MediaType {
  mediaType: string;
  opener: Opener;
}

const type = (mediaType: string, opener: Opener): MediaType => ({ mediaType, opener });

const text = (head: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...head.subarray(from, Math.min(to, head.length)));

function startsWith(head: Uint8Array, bytes: readonly number[], at = 0): boolean {
  return bytes.every((byte, k) => head[at + k] === byte);
}

/** Brands of ISO base media files (ISO 14496-12, clause 4.3): the major one decides, then the compatible ones. */
const brands: readonly [RegExp, MediaType][] = [
  [/^avi[fs]$/, type('image/avif', 'picture')],
  [/^(heic|heix|heim|heis|hevc|hevx)$/, type('image/heic', 'heif')],
  [/^crx $/, type('image/x-canon-cr3', 'raw')],
  [/^qt {2}$/, type('video/quicktime', 'video')],
  [/^(isom|iso[2-9]|mp4[12]|avc1|M4V[ HP]?|MSNV|dash|cmfc|f4v|NDX[A-Z])/, type('video/mp4', 'video')],
  [/^3g[ep2]/, type('video/3gpp', 'video')],
  // Any picture in HEIF; HEVC when nothing says otherwise.
  [/^(mif1|msf1|heif)$/, type('image/heic', 'heif')],
];

function fromBrands(head: Uint8Array): MediaType | null {
  if (text(head, 4, 8) !== 'ftyp') return null;
  const size = ((head[0] ?? 0) << 24) | ((head[1] ?? 0) << 16) | ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  const end = Math.min(size, head.length, 512);
  const named = [text(head, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) named.push(text(head, at, at + 4));
  for (const brand of named)
    for (const [pattern, found] of brands)
      if (pattern.test(brand) && !/^(mif1|msf1)$/.test(brand)) return found;
  return named.some((brand) => /^(mif1|msf1)$/.test(brand)) ? type('image/heic', 'heif') : null;
}

/** A DNG, CR2, NEF, ARW, ORF, RW2 or PEF is a TIFF; that its first directory is a small picture gives it away. */
function fromTiff(head: Uint8Array): MediaType | null {
  const little = startsWith(head, [0x49, 0x49]);
  if (!little && !startsWith(head, [0x4d, 0x4d])) return null;
  const u16 = (at: number) =>
    little ? (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8) : ((head[at] ?? 0) << 8) | (head[at + 1] ?? 0);
  const magic = u16(2);
  if (magic === 0x55 || magic === 0x4f52 || magic === 0x5352) return type('image/x-raw', 'raw');
  if (magic !== 42 && magic !== 43) return null;
  if (magic === 42 && isRawDirectory(head, u16, little)) return type('image/x-raw', 'raw');
  return type('image/tiff', 'picture');
}

const tagsOfRaw = new Set([0xc612 /* DNGVersion */, 0x014a /* SubIFDs */, 0xc640 /* CR2 slices */]);

function isRawDirectory(head: Uint8Array, u16: (at: number) => number, little: boolean): boolean {
  if (text(head, 8, 10) === 'CR') return true;
  const at = little ? u16(4) | (u16(6) << 16) : (u16(4) << 16) | u16(6);
  const count = at >= 8 && at + 2 <= head.length ? u16(at) : 0;
  for (let k = 0; k < Math.min(count, 200); k++) if (tagsOfRaw.has(u16(at + 2 + k * 12))) return true;
  return false;
}

function isTransportStream(head: Uint8Array): boolean {
  return head.length >= 377 && head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47;
}

/** Whether EBML's document type is said to be WebM; Matroska otherwise. */
const fromEbml = (head: Uint8Array) =>
  type(text(head, 0, 64).includes('webm') ? 'video/webm' : 'video/x-matroska', 'video');

/** Null for what is no picture and no video, playlists and vector drawings among it. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return type('image/jpeg', 'picture');
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return type('image/png', 'picture');
  if (/^GIF8[79]a/.test(text(head, 0, 6))) return type('image/gif', 'picture');
  const riff = text(head, 0, 4) === 'RIFF' ? text(head, 8, 12) : '';
  if (riff === 'WEBP') return type('image/webp', 'picture');
  if (riff === 'AVI ') return type('video/x-msvideo', 'old-video');
  if (startsWith(head, [0x1a, 0x45, 0xdf, 0xa3])) return fromEbml(head);
  if (text(head, 0, 4) === 'FLV\u0001') return type('video/x-flv', 'old-video');
  if (startsWith(head, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]))
    return type('video/x-ms-asf', 'old-video');
  if (startsWith(head, [0x00, 0x00, 0x01, 0xba])) return type('video/mpeg', 'old-video');
  if (isTransportStream(head)) return type('video/mp2t', 'video');
  return fromBrands(head) ?? fromTiff(head);
}

/** Suffixes that pickers offer; content decides all the same. */
export const pictureSuffixes = [
  '.jpg',
  '.jpeg',
  '.png',
  '.gif',
  '.webp',
  '.avif',
  '.heic',
  '.heif',
  '.tif',
  '.tiff',
  '.dng',
  '.cr2',
  '.cr3',
  '.nef',
  '.arw',
  '.orf',
  '.rw2',
  '.pef',
] as const;
export const videoSuffixes = [
  '.mp4',
  '.m4v',
  '.mov',
  '.mkv',
  '.webm',
  '.ts',
  '.m2ts',
  '.3gp',
  '.avi',
  '.wmv',
  '.flv',
  '.mpg',
] as const;
