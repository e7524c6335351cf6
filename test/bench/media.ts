/** Speed and quality of the engine allocator, on pictures of Debian packages, edits of them, and a made video. */
import { allocationRows } from './support/allocation-rows';
import type { BenchRow } from './bench-row';
import { mediaSpeedRows } from './support/media-speed-rows';
import { mediaFuzzRows } from './support/media-fuzz-rows';
import { mediaGalleryRows } from './support/media-gallery-rows';
import { mediaHttpRows } from './support/media-http-rows';
import { mediaSearchRows } from './support/media-search-rows';

/** `BENCH_ONLY=speed,quality` picks some. */
const parts: Record<string, () => Promise<BenchRow[]>> = {
  speed: mediaSpeedRows,
  quality: allocationRows,
  search: mediaSearchRows,
  http: mediaHttpRows,
  gallery: mediaGalleryRows,
  fuzz: mediaFuzzRows,
};

export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const name of process.env.BENCH_ONLY?.split(',') ?? Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`BENCH_ONLY knows ${Object.keys(parts).join(', ')}.`);
    rows.push(...(await part()));
  }
  return rows;
}
