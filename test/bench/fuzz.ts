/** Twenty thousand spoilt flights: nothing may crash, hang or take more than 512 MB. */
import type { BenchRow } from './bench-row';
import { fuzzRows } from './support/fuzz-igc';

export function bench(): Promise<BenchRow[]> {
  return fuzzRows();
}
