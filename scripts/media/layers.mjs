/** The layers of a MobileNetV2 that was read, in the order in which they are computed; by names such as `Conv_1/Relu6`. */

/** @typedef {import('./graph-model.mjs').GraphNode} GraphNode @typedef {import('./graph-model.mjs').Weight} Weight */
/**
 * @typedef {object} Convolution
 * @property {string} name
 * @property {[string]} from name of a layer, or of the picture, which is none
 * @property {number[]} dims of the kernel: out, in, height, width
 * @property {Float32Array} kernel
 * @property {Float32Array} bias for each output
 * @property {number} stride
 * @property {number} group as many as outputs where each output has one input
 * @property {boolean} isCapped whether the result is cut to 0..6
 */
/** @typedef {{ name: string, from: [string, string] }} Sum */

const fusedOps = (/** @type {GraphNode} */ node) =>
  (node.attr.fused_ops?.list.s ?? []).map((/** @type {string} */ text) =>
    Buffer.from(text, 'base64').toString(),
  );

/** From height, width, in, out to out, in, height, width. @param {Weight} weight */
function asOihw({ shape: [h = 0, w = 0, i = 0, o = 0], values }) {
  const result = new Float32Array(values.length);
  for (let at = 0; at < h * w; at++)
    for (let input = 0; input < i; input++)
      for (let output = 0; output < o; output++)
        result[(output * i + input) * h * w + at] = /** @type {number} */ (
          values[(at * i + input) * o + output]
        );
  return { dims: [o, i, h, w], kernel: result };
}

const shortName = (/** @type {string} */ name) => name.replace(/^.*\/MobilenetV2\//, '');

/** @param {GraphNode} node @param {Map<string, Weight>} weights @returns {Convolution} */
function convolution(node, weights) {
  const [from = '', kernelName = '', biasName = ''] = node.input ?? [];
  const isDepthwise = node.op.startsWith('FusedDepthwise');
  const { shape, values } = /** @type {Weight} */ (weights.get(kernelName));
  const [height = 0, width = 0, channels = 0] = shape;
  return {
    name: shortName(node.name),
    from: [shortName(from)],
    // A depthwise kernel is height, width, channel, 1: as if each channel were an output of one input.
    ...asOihw(isDepthwise ? { shape: [height, width, 1, channels], values } : { shape, values }),
    bias: /** @type {Weight} */ (weights.get(biasName)).values,
    stride: Number(node.attr.strides.list.i[1]),
    group: isDepthwise ? channels : 1,
    isCapped: fusedOps(node).includes('Relu6'),
  };
}

/** @param {{ nodes: GraphNode[], weights: Map<string, Weight> }} source @returns {(Convolution | Sum)[]} */
export function layersOf({ nodes, weights }) {
  /** @type {(Convolution | Sum)[]} */
  const layers = [];
  for (const node of nodes) {
    const [first = '', second = ''] = (node.input ?? []).map(shortName);
    if (node.op === '_FusedConv2D' || node.op === 'FusedDepthwiseConv2dNative')
      layers.push(convolution(node, weights));
    else if (node.op === 'AddV2') layers.push({ name: shortName(node.name), from: [first, second] });
  }
  return layers;
}
