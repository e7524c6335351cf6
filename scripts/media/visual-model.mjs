/**
 * The built-in visual model: MobileNetV2-1.4 of nsfwjs up to three inner layers, averaged over the picture, made
 * comparable by z-normalisation, and turned into 512 figures. See docs/engines/allocator.md for what it was measured at.
 */
import { FLOAT, OnnxGraph, UINT8 } from './onnx-writer.mjs';

/** @typedef {import('./graph-model.mjs').GraphNode} GraphNode @typedef {import('./graph-model.mjs').Weight} Weight */

export const sidePx = 224;
export const dims = 512;

/** Late enough to see things, early enough to have forgotten little of what the training did not ask for. */
const taps = ['expanded_conv_13/expand/Relu6', 'expanded_conv_15/add', 'Conv_1/Relu6'];
/** How much each counts; measured on edits of pictures, as was the limit of a single figure. */
const tapWeights = [1, 2, 0.7];
const mostDeviations = 3;

const fusedOps = (/** @type {GraphNode} */ node) =>
  (node.attr.fused_ops?.list.s ?? []).map((/** @type {string} */ text) =>
    Buffer.from(text, 'base64').toString(),
  );
const stride = (/** @type {GraphNode} */ node) => Number(node.attr.strides.list.i[1]);

/** From height, width, in, out to out, in, height, width. @param {Weight} weight */
function asOihw({ shape: [h = 0, w = 0, i = 0, o = 0], values }) {
  const result = new Float32Array(values.length);
  for (let at = 0; at < h * w; at++)
    for (let input = 0; input < i; input++)
      for (let output = 0; output < o; output++)
        result[(output * i + input) * h * w + at] = /** @type {number} */ (
          values[(at * i + input) * o + output]
        );
  return { dims: [o, i, h, w], values: result };
}

/**
 * @param {{ nodes: GraphNode[], weights: Map<string, Weight> }} source
 * @param {{ mean: Float32Array, deviation: Float32Array } | null} statistics null: the bare features come out
 */
export function visualModel({ nodes, weights }, statistics) {
  const graph = new OnnxGraph();
  graph.input({ name: 'pixels', type: UINT8, dims: ['batch', sidePx, sidePx, 3] });
  const scalar = (/** @type {string} */ name, /** @type {number} */ value) =>
    graph.constant(name, [], Float32Array.of(value));
  const [zero, six] = [scalar('zero', 0), scalar('six', 6)];
  const floats = graph.node('Cast', ['pixels'], { to: FLOAT });
  const scaled = graph.node('Mul', [floats, scalar('scale', 2 / 255)]);
  const centred = graph.node('Sub', [scaled, scalar('one', 1)]);
  /** Name of a layer in the source → of its value here. @type {Map<string, string>} */
  const made = new Map();
  const picture = graph.node('Transpose', [centred], { perm: [0, 3, 1, 2] });

  /** @param {GraphNode} node */
  const convolution = (node) => {
    const [from = '', kernelName = '', biasName = ''] = node.input ?? [];
    const depthwise = node.op.startsWith('FusedDepthwise');
    const kernel = /** @type {Weight} */ (weights.get(kernelName));
    const bias = /** @type {Weight} */ (weights.get(biasName));
    const [height = 0, width = 0, channels = 0] = kernel.shape;
    // A depthwise kernel is height, width, channel, 1: as if each channel were an output of one input.
    const { dims: shape, values } = asOihw(
      depthwise ? { shape: [height, width, 1, channels], values: kernel.values } : kernel,
    );
    const output = graph.node(
      'Conv',
      [
        made.get(from) ?? picture,
        graph.constant(kernelName, shape, values),
        graph.constant(biasName, bias.shape, bias.values),
      ],
      { auto_pad: 'SAME_UPPER', strides: [stride(node), stride(node)], group: depthwise ? channels : 1 },
    );
    return fusedOps(node).includes('Relu6') ? graph.node('Clip', [output, zero, six]) : output;
  };

  for (const node of nodes) {
    if (node.op === '_FusedConv2D' || node.op === 'FusedDepthwiseConv2dNative')
      made.set(node.name, convolution(node));
    else if (node.op === 'AddV2')
      made.set(
        node.name,
        graph.node(
          'Add',
          (node.input ?? []).map((name) => made.get(name) ?? ''),
        ),
      );
  }
  const pooled = taps.map((tap) => {
    const layer = [...made].find(([name]) => name.endsWith(`/${tap}`));
    if (!layer) throw new Error(`The model has no layer ${tap}.`);
    return graph.node('Flatten', [graph.node('GlobalAveragePool', [layer[1]])], { axis: 1 });
  });
  const averages = graph.node('Concat', pooled, { axis: 1 });
  // Roots, since a few of the averages are far larger than the rest.
  const roots = graph.node('Sqrt', [graph.node('Abs', [averages])]);
  const output = statistics ? undefined : 'features';
  const features = graph.node('Mul', [graph.node('Sign', [averages]), roots], {}, output);
  if (!statistics) {
    graph.output({ name: 'features', type: FLOAT, dims: ['batch', 'features'] });
    return graph.toModel('visual-features');
  }
  const { mean, deviation } = statistics;
  const length = mean.length;
  const z = graph.node('Div', [
    graph.node('Sub', [features, graph.constant('mean', [length], mean)]),
    graph.constant('deviation', [length], deviation),
  ]);
  const limited = graph.node('Clip', [z, scalar('least', -mostDeviations), scalar('most', mostDeviations)]);
  const weighted = projection(length);
  const ends = pooledLengths(weights);
  for (let row = 0; row < length; row++) {
    const weight = /** @type {number} */ (tapWeights[ends.findIndex((end) => row < end)]);
    for (let k = 0; k < dims; k++)
      weighted[row * dims + k] = /** @type {number} */ (weighted[row * dims + k]) * weight;
  }
  const projected = graph.node('MatMul', [limited, graph.constant('projection', [length, dims], weighted)]);
  graph.node('LpNormalization', [projected], { axis: 1, p: 2 }, 'embedding');
  graph.output({ name: 'embedding', type: FLOAT, dims: ['batch', dims] });
  return graph.toModel('visual-embedding');
}

/** Where the features of each tap end: the outputs of the convolutions that made them. @param {Map<string, Weight>} weights */
function pooledLengths(weights) {
  const kernels = [
    'expanded_conv_13/expand/Conv2D_weights',
    'expanded_conv_15/project/Conv2D_weights',
    'Conv_1/Conv2D_weights',
  ];
  let end = 0;
  return kernels.map((kernel) => {
    const found = [...weights].find(([name]) => name.endsWith(`/${kernel}`));
    return (end += found?.[1].shape[3] ?? 0);
  });
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
