/** CLIP from a folder, with made weights of the true interface: what is found, loaded, and refused. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLOAT, INT64, OnnxGraph } from '../../../../scripts/media/onnx-writer.mjs';
import { picture } from '../../../../test/fixtures/make-media';
import { runMedia } from '../../../../test/helpers/media';
import { dot } from '../vector';
import { activeModel, openModel } from './models';
import { labels, zeroShot } from './zero-shot';

const dims = 512;
const id = 'clip-vit-base-patch32-fp32';
const directions = (rows: number) =>
  Float32Array.from({ length: rows * dims }, (_, k) => Math.sin(k * 1.7 + 1));

/** Mean colour, turned into figures: a picture's vector depends on the picture, and on little else. */
function visionModel(size = dims): Buffer {
  const graph = new OnnxGraph();
  graph.input({ name: 'pixel_values', type: FLOAT, dims: ['batch', 3, 224, 224] });
  const mean = graph.node('Flatten', [graph.node('GlobalAveragePool', ['pixel_values'])], { axis: 1 });
  graph.node(
    'MatMul',
    [mean, graph.constant([3, size], directions(3).subarray(0, 3 * size))],
    {},
    'image_embeds',
  );
  graph.output({ name: 'image_embeds', type: FLOAT, dims: ['batch', size] });
  return graph.toModel('vision');
}

function textModel(): Buffer {
  const graph = new OnnxGraph();
  graph.input({ name: 'input_ids', type: INT64, dims: ['batch', 'length'] });
  const numbers = graph.node('Cast', ['input_ids'], { to: FLOAT });
  const mean = graph.node('ReduceMean', [numbers], { axes: [1], keepdims: 1 });
  const both = graph.node('Concat', [mean, graph.node('Sin', [mean])], { axis: 1 });
  graph.node('MatMul', [both, graph.constant([2, dims], directions(2))], {}, 'text_embeds');
  graph.output({ name: 'text_embeds', type: FLOAT, dims: ['batch', dims] });
  return graph.toModel('text');
}

const tokenizer = {
  version: '1.0',
  added_tokens: [],
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'WhitespaceSplit' },
  post_processor: null,
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: { '[UNK]': 0, a: 1, dog: 2, cat: 7 },
  },
};

let modelsDir = '';
const folder = () => path.join(modelsDir, 'Xenova', 'clip-vit-base-patch32');
beforeAll(() => {
  modelsDir = mkdtempSync(path.join(tmpdir(), 'models-'));
  mkdirSync(path.join(folder(), 'onnx'), { recursive: true });
  writeFileSync(path.join(folder(), 'onnx', 'vision_model.onnx'), visionModel());
});
afterAll(() => rmSync(modelsDir, { recursive: true, force: true }));

const wanted = 'openai/clip-vit-base-patch32';
const places = () => ({ resourcesDir: 'resources', modelsDir });

describe('CLIP', () => {
  it('is the active model as soon as its pictures’ half is there, and says that it knows no words yet', async () => {
    expect(activeModel({ modelsDir, wanted })).toMatchObject({
      active: { id, text: false },
      wanted,
      problem: null,
    });
    expect((await openModel(places(), id)).embedText).toBeNull();
  });

  it('gives the vectors of pictures in a result', async () => {
    const bytes = await picture(1, { width: 60, height: 40 }).png().toBuffer();
    const { output } = await runMedia(bytes, { modelsDir, options: { model: id } });
    expect(output.embeddings).toMatchObject([{ model: id, dims }]);
  });

  it('has vectors of length 1 that tell pictures apart', async () => {
    const model = await openModel(places(), id);
    const [red, alsoRed, blue] = [
      [200, 30, 30],
      [200, 30, 30],
      [30, 30, 200],
    ].map((colour) => Uint8Array.from({ length: 224 * 224 * 3 }, (_, k) => colour[k % 3] ?? 0));
    const a = await model.embedImage(red as Uint8Array);
    expect(dot(a, a)).toBeCloseTo(1, 5);
    expect(dot(a, await model.embedImage(alsoRed as Uint8Array))).toBeCloseTo(1, 5);
    expect(dot(a, await model.embedImage(blue as Uint8Array))).toBeLessThan(0.9);
  });

  it('turns words into vectors with its other half, preferring the smaller weights', async () => {
    writeFileSync(path.join(folder(), 'onnx', 'vision_model_quantized.onnx'), visionModel());
    writeFileSync(path.join(folder(), 'onnx', 'text_model_quantized.onnx'), textModel());
    writeFileSync(path.join(folder(), 'tokenizer.json'), JSON.stringify(tokenizer));
    const { active } = activeModel({ modelsDir, wanted });
    expect(active).toMatchObject({ id: 'clip-vit-base-patch32-q8', text: true });
    const { embedText } = await openModel(places(), active.id);
    if (!embedText) throw new Error('It knows no words.');
    const [dog, again, cat] = await Promise.all([embedText('a dog'), embedText('A Dog'), embedText('a cat')]);
    expect(dot(dog, dog)).toBeCloseTo(1, 5);
    expect(dot(dog, again)).toBeCloseTo(1, 5);
    expect(dot(dog, cat)).toBeLessThan(0.9999);
    const long = await embedText(Array.from({ length: 500 }, () => 'dog').join(' '));
    expect(long).toHaveLength(dims);
  });

  it('is refused when its weights are of another size or are none', async () => {
    const other = path.join(modelsDir, 'clip-other', 'onnx');
    mkdirSync(other, { recursive: true });
    writeFileSync(path.join(other, 'vision_model.onnx'), visionModel(256));
    const small = await openModel(places(), 'clip-other-fp32');
    await expect(small.embedImage(new Uint8Array(224 * 224 * 3))).rejects.toMatchObject({
      code: 'MODEL_MISSING',
    });
    const broken = path.join(modelsDir, 'clip-broken', 'onnx');
    mkdirSync(broken, { recursive: true });
    writeFileSync(path.join(broken, 'vision_model.onnx'), 'not a model');
    await expect(openModel(places(), 'clip-broken-fp32')).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  });
});

describe('zeroShot', () => {
  it('names what is clearly nearest, and nothing when all is as near', () => {
    const axis = (k: number) => Float32Array.from({ length: dims }, (_, i) => (i === k ? 1 : 0));
    const words = labels.map((_, k) => axis(k));
    expect(zeroShot(axis(3), words)).toEqual([labels[3]]);
    expect(zeroShot(axis(500), words)).toEqual([]);
  });
});
