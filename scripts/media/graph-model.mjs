/** Reads a TensorFlow.js graph model whose shards are base64 in CommonJS files, as the package nsfwjs ships it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * @typedef {{ name: string, op: string, input?: string[], attr: Record<string, any> }} GraphNode
 * @typedef {{ shape: number[], values: Float32Array }} Weight
 */

/** @param {string} dir @returns {{ nodes: GraphNode[], weights: Map<string, Weight> }} */
export function readGraphModel(dir) {
  const { modelTopology, weightsManifest } = require(join(dir, 'model.min.js'));
  const [{ paths, weights: specs }] = weightsManifest;
  const bytes = Buffer.concat(
    paths.map((/** @type {string} */ path) => Buffer.from(require(join(dir, `${path}.min.js`)), 'base64')),
  );
  /** @type {Map<string, Weight>} */
  const weights = new Map();
  let at = 0;
  for (const { name, shape, dtype, quantization } of specs) {
    const length = shape.reduce((/** @type {number} */ n, /** @type {number} */ dim) => n * dim, 1);
    const stored = quantization?.dtype ?? dtype;
    const size = stored === 'uint8' ? 1 : 4;
    if (stored === 'uint8' && dtype === 'float32') {
      const values = new Float32Array(length);
      for (let k = 0; k < length; k++)
        values[k] = /** @type {number} */ (bytes[at + k]) * quantization.scale + quantization.min;
      weights.set(name, { shape, values });
    }
    at += length * size;
  }
  if (at !== bytes.length)
    throw new Error(`The weights have ${bytes.length} bytes, and are said to have ${at}.`);
  return { nodes: modelTopology.node, weights };
}
