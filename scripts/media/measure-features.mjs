#!/usr/bin/env node
/**
 * `node scripts/media/measure-features.mjs FILE…`: what the visual model has to know of pictures, into files beside this one.
 * activation-ranges.json: between which values the results of its layers lie; feature-statistics.bin: mean and deviation of
 * its features. Needed again only when its layers or taps change. The pictures were those of Debian's
 * tuxpaint-stamps-default, plasma-workspace-wallpapers and mate-backgrounds that `isForStatistics` picks; the benchmark
 * measures with the others.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { floatModel } from './float-model.mjs';
import { readGraphModel } from './graph-model.mjs';
import { layersOf } from './layers.mjs';
import { isForStatistics } from './picture-halves.mjs';
import { modelSourceDir } from './source-dir.mjs';
import { sidePx, visualModel } from './visual-model.mjs';

/** @param {import('sharp').Sharp} picture */
async function tensorOf(picture) {
  const { data } = await picture
    .flatten({ background: '#fff' })
    .resize(sidePx, sidePx, { fit: 'cover' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return new Tensor('uint8', data, [1, sidePx, sidePx, 3]);
}

/** A large picture holds several. @param {string} file */
async function tensorsOf(file) {
  const { width = 0, height = 0 } = await sharp(file).metadata();
  const whole = await tensorOf(sharp(file));
  if (Math.min(width, height) < 1000) return [whole];
  const corners = [
    [0, 0],
    [0.5, 0],
    [0, 0.5],
    [0.5, 0.5],
  ].map(([left = 0, top = 0]) =>
    tensorOf(
      sharp(file).extract({
        left: Math.floor(width * left),
        top: Math.floor(height * top),
        width: Math.floor(width / 2),
        height: Math.floor(height / 2),
      }),
    ),
  );
  return [whole, ...(await Promise.all(corners))];
}

/** @type {Tensor[]} */
const pictures = [];
for (const file of process.argv.slice(2).filter(isForStatistics)) pictures.push(...(await tensorsOf(file)));
if (pictures.length === 0) throw new Error('No picture was given.');
const layers = layersOf(readGraphModel(modelSourceDir));

/** The median over pictures: values beyond it are cut, and all others told apart more finely. */
async function measureRanges() {
  const { model, measured } = floatModel(layers, sidePx);
  const session = await InferenceSession.create(model);
  const found = measured.map(() => ({
    least: /** @type {number[]} */ ([]),
    most: /** @type {number[]} */ ([]),
  }));
  for (const pixels of pictures) {
    const outputs = await session.run({ pixels });
    found.forEach(({ least, most }, k) => {
      least.push(Number(outputs[`least${k}`]?.data[0]));
      most.push(Number(outputs[`most${k}`]?.data[0]));
    });
  }
  const median = (/** @type {number[]} */ values) =>
    Number((values.sort((a, b) => a - b)[values.length >> 1] ?? 0).toPrecision(5));
  return Object.fromEntries(
    measured.map((name, k) => [
      name,
      /** @type {[number, number]} */ ([median(found[k]?.least ?? []), median(found[k]?.most ?? [])]),
    ]),
  );
}

/** @param {Awaited<ReturnType<typeof measureRanges>>} ranges */
async function measureFeatures(ranges) {
  const session = await InferenceSession.create(visualModel(layers, ranges, null));
  /** Sums of values and of squares. @type {Float64Array[]} */
  let sums = [];
  for (const pixels of pictures) {
    const values = /** @type {Float32Array} */ ((await session.run({ pixels })).features?.data);
    if (sums.length === 0) sums = [new Float64Array(values.length), new Float64Array(values.length)];
    const [sum, squares] = /** @type {[Float64Array, Float64Array]} */ (sums);
    values.forEach((value, k) => {
      sum[k] = /** @type {number} */ (sum[k]) + value;
      squares[k] = /** @type {number} */ (squares[k]) + value * value;
    });
  }
  const [sum = [], squares = []] = sums;
  const mean = Float32Array.from(sum, (value) => value / pictures.length);
  // A feature that hardly ever shows must not be made the loudest.
  const floor = 0.02;
  const deviation = Float32Array.from(
    squares,
    (value, k) =>
      Math.sqrt(Math.max(0, value / pictures.length - /** @type {number} */ (mean[k]) ** 2)) + floor,
  );
  return { mean, deviation };
}

const beside = (/** @type {string} */ name) => join(import.meta.dirname, name);
const ranges = await measureRanges();
const lines = Object.entries(ranges).map(([name, range]) => `  "${name}": [${range.join(', ')}]`);
writeFileSync(beside('activation-ranges.json'), `{\n${lines.join(',\n')}\n}\n`);
const { mean, deviation } = await measureFeatures(ranges);
writeFileSync(
  beside('feature-statistics.bin'),
  Buffer.concat([Buffer.from(mean.buffer), Buffer.from(deviation.buffer)]),
);
process.stdout.write(`${pictures.length} pictures, ${mean.length} features\n`);
