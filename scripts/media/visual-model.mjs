/**
 * The built-in visual model: MobileNetV2-1.4 of nsfwjs up to three inner layers, averaged over the picture, made
 * comparable by z-normalisation, and turned into 512 figures. See docs/engines/allocator.md for what it was measured at.
 */
import { FLOAT, OnnxGraph, UINT8 } from './onnx-writer.mjs';
import { asFloats, quantizedLayers } from './quantized-layers.mjs';

export const sidePx = 224;
export const dims = 512;

/** Late enough to see things, early enough to have forgotten little of what the training did not ask for. */
const taps = ['expanded_conv_13/expand/Relu6', 'expanded_conv_15/add', 'Conv_1/Relu6'];
/** How much each counts; measured on edits of pictures, as was the limit of a single figure. */
const tapWeights = [1, 2, 0.7];
const mostDeviations = 3;

/**
 * @param {(import('./layers.mjs').Convolution | import('./layers.mjs').Sum)[]} layers
 * @param {Record<string, [number, number]>} ranges as `quantizedLayers` takes them
 * @param {{ mean: Float32Array, deviation: Float32Array } | null} statistics null: the bare features come out
 */
export function visualModel(layers, ranges, statistics) {
  const graph = new OnnxGraph();
  graph.input({ name: 'pixels', type: UINT8, dims: [1, sidePx, sidePx, 3] });
  const made = quantizedLayers(graph, 'pixels', layers, ranges);
  const tapped = taps.map((tap) => {
    const layer = made.get(tap);
    if (!layer) throw new Error(`The model has no layer ${tap}.`);
    return layer;
  });
  const pooled = tapped.map((layer) =>
    graph.node('Flatten', [graph.node('GlobalAveragePool', [asFloats(graph, layer)])], { axis: 1 }),
  );
  const averages = graph.node('Concat', pooled, { axis: 1 });
  // Roots, since a few of the averages are far larger than the rest.
  const roots = graph.node('Sqrt', [graph.node('Abs', [averages])]);
  const output = statistics ? undefined : 'features';
  const features = graph.node('Mul', [graph.node('Sign', [averages]), roots], {}, output);
  if (!statistics) {
    graph.output({ name: 'features', type: FLOAT, dims: [1, 'features'] });
    return graph.toModel('visual-features');
  }
  const { mean, deviation } = statistics;
  const length = mean.length;
  const scalar = (/** @type {number} */ value) => graph.constant([], Float32Array.of(value));
  const z = graph.node('Div', [
    graph.node('Sub', [features, graph.constant([length], mean)]),
    graph.constant([length], deviation),
  ]);
  const limited = graph.node('Clip', [z, scalar(-mostDeviations), scalar(mostDeviations)]);
  const weights = tapped.flatMap(({ channels }, k) =>
    Array.from({ length: channels }, () => /** @type {number} */ (tapWeights[k])),
  );
  const weighted = projection(length).map(
    (value, k) => value * /** @type {number} */ (weights[Math.floor(k / dims)]),
  );
  const projected = graph.node('MatMul', [limited, graph.constant([length, dims], weighted)]);
  graph.node('LpNormalization', [projected], { axis: 1, p: 2 }, 'embedding');
  graph.output({ name: 'embedding', type: FLOAT, dims: [1, dims] });
  return graph.toModel('visual-embedding');
}

/**
 * Random directions at right angles to each other keep angles (Johnson and Lindenstrauss 1984), whatever the pictures;
 * the same ones at each build.
 * @param {number} length
 */
function projection(length) {
  const random = gaussians(20_240_512);
  /** @type {Float64Array[]} */
  const columns = [];
  while (columns.length < dims) {
    const column = Float64Array.from({ length }, random);
    for (const other of columns) subtract(column, other);
    const norm = Math.hypot(...column);
    columns.push(column.map((value) => value / norm));
  }
  const matrix = new Float32Array(length * dims);
  columns.forEach((column, k) => column.forEach((value, row) => (matrix[row * dims + k] = value)));
  return matrix;
}

/** Takes out of `column` what lies along the unit vector `other`. @param {Float64Array} column @param {Float64Array} other */
function subtract(column, other) {
  let along = 0;
  for (let k = 0; k < column.length; k++)
    along += /** @type {number} */ (column[k]) * /** @type {number} */ (other[k]);
  for (let k = 0; k < column.length; k++)
    column[k] = /** @type {number} */ (column[k]) - along * /** @type {number} */ (other[k]);
}

/** Mulberry32 and the method of Box and Muller. @param {number} seed */
function gaussians(seed) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
