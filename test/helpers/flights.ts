/** Folders of made flights, each distinct. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFlight } from '../fixtures/make-flight';

/** Writes `count` flights; those of another `seed` are other flights. @returns the folder */
export function writeFlights(count: number, seed: number, fixes = 300): string {
  const dir = path.join(mkdtempSync(path.join(tmpdir(), 'flightline-flights-')), 'flights');
  mkdirSync(dir);
  for (let index = 0; index < count; index++) {
    const { bytes } = makeFlight({ fixes, seed: seed * 1_000_000 + index });
    writeFileSync(path.join(dir, `flight-${String(index).padStart(5, '0')}.igc`), bytes);
  }
  return dir;
}
