import { describe, expect, it } from 'vitest';
import type { PairSide } from '#contract/media/duplicates';
import { lookAt } from '../../../engines/media/picture/looks';
import { hasColour, suggestKeeper } from './suggest';

const side = (id: string, change: Partial<PairSide> = {}): PairSide => ({
  id,
  kind: 'image',
  fileName: `${id}.jpg`,
  width: 1000,
  height: 800,
  durationMs: null,
  takenAt: 1,
  thumbhash: '',
  hidden: false,
  hasClip: false,
  sizeBytes: 1000,
  mime: 'image/jpeg',
  camera: null,
  sharpness: null,
  ...change,
});

function thumbhashOf(paint: (k: number) => [number, number, number]): Promise<string> {
  const [width, height] = [64, 48];
  const rgb = Buffer.from(Array.from({ length: width * height }, (_, k) => paint(k)).flat());
  return lookAt({ rgb, width, height }).then(({ thumbhash }) => thumbhash);
}

describe('which of two is worth keeping', () => {
  it('tells colour from grey', async () => {
    const grey = await thumbhashOf((k) => [k % 256, k % 256, k % 256]);
    const red = await thumbhashOf((k) => [k % 256, 40, 40]);
    const faint = await thumbhashOf((k) => [120 + (k % 60), 130, 120]);
    expect([hasColour(grey), hasColour(red), hasColour(faint)]).toEqual([false, true, true]);
    const [colour, better] = [side('a', { thumbhash: red }), side('b', { thumbhash: grey, sizeBytes: 9000 })];
    expect(suggestKeeper('copy', colour, better)).toEqual({ keepId: 'a', why: 'it has its colours' });
  });

  it.each<[string, Partial<PairSide>, Partial<PairSide>, string]>([
    ['more pixels', { width: 4000 }, { sizeBytes: 9000 }, 'it has more pixels'],
    ['a camera', { camera: 'Canon' }, { sizeBytes: 9000 }, 'it knows its camera'],
    ['no loss', { mime: 'image/png' }, { sizeBytes: 9000 }, 'it is stored without loss'],
    ['more bytes', { sizeBytes: 2000 }, {}, 'it has lost less to compression'],
    ['the older one', { takenAt: 0 }, {}, 'it is the older one'],
  ])('prefers %s', (_, better, worse, why) => {
    expect(suggestKeeper('copy', side('a', better), side('b', worse))).toEqual({ keepId: 'a', why });
    expect(suggestKeeper('copy', side('b', worse), side('a', better))).toEqual({ keepId: 'a', why });
  });
});
