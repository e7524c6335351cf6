/** The converted model in resources/allocator: made again when the package of its weights, or the converter, has changed. */
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

export function mediaDataStamp() {
  const { version } = JSON.parse(readFileSync(inRoot('node_modules/nsfwjs/package.json'), 'utf8'));
  const hash = createHash('sha256').update(`nsfwjs@${version}\n`);
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
  return existsSync(mediaStampFile) && readFileSync(mediaStampFile, 'utf8') === mediaDataStamp();
}
