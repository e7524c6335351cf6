/** A few hundred spoilt flights at every run; `npm run bench -- fuzz` does twenty thousand, real ones too. */
import { describe, expect, it } from 'vitest';
import { faultOf, igcFuzzTargets } from '../../../test/helpers/fuzz-targets';
import { mutateFile } from '../../../test/helpers/mutate-file';
import { makeFlight } from '../../../test/fixtures/make-flight';

const files = Array.from(
  { length: 10 },
  (_, seed) =>
    makeFlight({
      seed: seed + 1,
      fixes: 120 + 40 * seed,
      intervalS: [1, 4, 10][seed % 3] ?? 1,
      engine: { sensor: 'ENL', runs: [{ fromS: 60, toS: 200, reading: 900 }] },
    }).bytes,
);
const SEEDS_AT_ONCE = 50;

describe.each(igcFuzzTargets.map((target) => [target.name, target] as const))(
  'spoilt files, %s',
  (_, target) => {
    it.each([0, 1, 2, 3, 4, 5].map((k) => k * SEEDS_AT_ONCE))('from seed %i', async (from) => {
      for (let seed = from; seed < from + SEEDS_AT_ONCE; seed++) {
        const { bytes, names } = mutateFile(files[seed % files.length] as Uint8Array, seed);
        expect(await faultOf(target, bytes), `seed ${seed}: ${names.join(', ')}`).toBeNull();
      }
    });
  },
);
