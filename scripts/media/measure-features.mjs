#!/usr/bin/env node
/**
 * `node scripts/media/measure-features.mjs FILE…`: mean and deviation of the visual model's features over pictures, into
 * feature-statistics.bin beside this file. Needed again only when the taps of the model change. The pictures were
 * those of Debian's tuxpaint-stamps-default, plasma-workspace-wallpapers and mate-backgrounds that `isForStatistics`
 * picks; the benchmark measures with the others.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { readGraphModel } from './graph-model.mjs';
import { isForStatistics } from './picture-halves.mjs';
import { modelSourceDir } from './source-dir.mjs';
import { sidePx, visualModel } from './visual-model.mjs';

const session = await InferenceSession.create(visualModel(readGraphModel(modelSourceDir), null));
/** Sums of values and of squares. @type {Float64Array[]} */
let sums = [];
let count = 0;

/** @param {import('sharp').Sharp} picture */
async function add(picture) {
  const { data } = await picture
    .flatten({ background: '#fff' })
    .resize(sidePx, sidePx, { fit: 'cover' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { features } = await session.run({ pixels: new Tensor('uint8', data, [1, sidePx, sidePx, 3]) });
  const values = /** @type {Float32Array} */ (features?.data);
  if (sums.length === 0) sums = [new Float64Array(values.length), new Float64Array(values.length)];
  const [sum, squares] = /** @type {[Float64Array, Float64Array]} */ (sums);
  values.forEach((value, k) => {
    sum[k] = /** @type {number} */ (sum[k]) + value;
    squares[k] = /** @type {number} */ (squares[k]) + value * value;
  });
  count++;
}

for (const file of process.argv.slice(2).filter(isForStatistics)) {
  const { width = 0, height = 0 } = await sharp(file).metadata();
  await add(sharp(file));
  if (Math.min(width, height) < 1000) continue;
  // A large picture holds several.
  for (const [left, top] of [
    [0, 0],
    [0.5, 0],
    [0, 0.5],
    [0.5, 0.5],
  ])
    await add(
      sharp(file).extract({
        left: Math.floor(width * /** @type {number} */ (left)),
        top: Math.floor(height * /** @type {number} */ (top)),
        width: Math.floor(width / 2),
        height: Math.floor(height / 2),
      }),
    );
}
if (count === 0) throw new Error('No picture was given.');
const [sum = [], squares = []] = sums;
const mean = Float32Array.from(sum, (value) => value / count);
// A feature that hardly ever shows must not be made the loudest.
const floor = 0.02;
const deviation = Float32Array.from(
  squares,
  (value, k) => Math.sqrt(Math.max(0, value / count - /** @type {number} */ (mean[k]) ** 2)) + floor,
);
const file = join(import.meta.dirname, 'feature-statistics.bin');
writeFileSync(file, Buffer.concat([Buffer.from(mean.buffer), Buffer.from(deviation.buffer)]));
process.stdout.write(`${count} pictures, ${mean.length} features\n`);
