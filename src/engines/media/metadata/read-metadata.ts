/** What a picture says of itself: EXIF first, then XMP, IPTC, and at last its name. */
import type { AllocatorOutput, AssetText } from '#contract/allocator';
import { limits } from '../intake/limits';
import type { RawMetadata } from '../picture/open-picture';
import { captureTimeOfName } from './capture-time';
import type { ExifFacts } from './exif';
import { readExif } from './exif';
import { readIptc } from './iptc';
import type { XmpFacts } from './xmp';
import { readXmp } from './xmp';

export type OwnWords = Pick<AllocatorOutput, 'captured' | 'gps' | 'camera' | 'texts' | 'notes'>;

export async function readMetadata(blocks: RawMetadata, fileName: string): Promise<OwnWords> {
  const notes: string[] = [];
  const usable = (name: string, block: Uint8Array | null, mostBytes: number) => {
    if (!block || block.length <= mostBytes) return block;
    notes.push(`Its ${name} block of ${(block.length / 1024 / 1024).toFixed(1)} MiB was not read.`);
    return null;
  };
  const exifBlock = usable('EXIF', blocks.exif, limits.exifBytes);
  const xmpBlock = usable('XMP', blocks.xmp, limits.xmpBytes);
  const iptcBlock = usable('IPTC', blocks.iptc, limits.xmpBytes);
  const exif = exifBlock && (await readExif(exifBlock));
  const xmp = xmpBlock && readXmp(xmpBlock);
  return {
    captured: exif?.captured ?? xmp?.captured ?? captureTimeOfName(fileName),
    gps: exif?.gps ?? null,
    camera: exif?.camera ?? null,
    texts: withoutRepeats([
      ...(xmp?.texts ?? []),
      ...(iptcBlock ? readIptc(iptcBlock) : []),
      ...textsOf(exif),
    ]),
    notes,
  };
}

function textsOf(exif: ExifFacts | null): XmpFacts['texts'] {
  const found = [
    { source: 'description' as const, text: exif?.description },
    { source: 'creator' as const, text: exif?.creator },
    { source: 'copyright' as const, text: exif?.copyright },
  ];
  return found.flatMap(({ source, text }) => (text ? [{ source, text }] : []));
}

/** Programs write the same words in two or three places. */
function withoutRepeats(texts: readonly AssetText[]): AssetText[] {
  const seen = new Set<string>();
  return texts.filter(({ source, text }) => {
    const key = `${source}\0${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
