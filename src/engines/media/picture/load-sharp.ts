/** sharp, loaded when the first picture comes (30 MB that processes of other engines need not hold) and reined in. */
import type { Sharp } from 'sharp';
import type sharp from 'sharp';

export type SharpModule = typeof sharp;
export type { Sharp };

let loaded: Promise<SharpModule> | null = null;

export function loadSharp(): Promise<SharpModule> {
  loaded ??= import('sharp').then(({ default: module }) => {
    // One picture, one core: the engine has as many threads as there are cores.
    module.concurrency(1);
    module.cache(false);
    // What reads other files, runs other programs, or is vast and rarely met.
    module.block({ operation: [...blockedLoaders] });
    return module;
  });
  return loaded;
}

const blockedLoaders = [
  'VipsForeignLoadSvg',
  'VipsForeignLoadPdf',
  'VipsForeignLoadMagick',
  'VipsForeignLoadMagick7',
  'VipsForeignLoadOpenslide',
  'VipsForeignLoadMat',
  'VipsForeignLoadCsv',
  'VipsForeignLoadMatrix',
  'VipsForeignLoadRaw',
  'VipsForeignLoadVips',
] as const;
