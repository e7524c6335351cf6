/**
 * The layers in whole numbers of eight bits, which takes less than half the time of floating point, and gives the same on every
 * machine. How results are scaled is of Jacob et al. 2018 (arXiv 1712.05877): real = scale * (quantized - zero).
 */

/** @typedef {import('./layers.mjs').Convolution} Convolution @typedef {import('./layers.mjs').Sum} Sum */
/** @typedef {import('./onnx-writer.mjs').OnnxGraph} OnnxGraph */
/** @typedef {{ scale: number, zero: number }} Scaling @typedef {Scaling & { tensor: string, channels: number }} Quantized */

/** Of weights: 7 bits, since processors without VNNI add two products in 16 bits, which 8 would overflow. */
const mostWeight = 63;
/** Results of a cap at six. */
const capped = { scale: 6 / 255, zero: 0 };
/** Pixels of 0..255 stand for -1..1: zero is 127.5, and the half is made good in the bias. */
const ofPixels = { scale: 2 / 255, zero: 128 };
const lostZero = 0.5;

/** @param {[number, number]} range @returns {Scaling} */
function scalingOf([least, most]) {
  const scale = (Math.max(most, 0) - Math.min(least, 0)) / 255;
  return { scale, zero: Math.round(-Math.min(least, 0) / scale) };
}

/**
 * @param {OnnxGraph} graph
 * @param {string} pixels name of bytes, 1 x side x side x 3
 * @param {(Convolution | Sum)[]} layers
 * @param {Record<string, [number, number]>} ranges of the results of layers without a cap
 * @returns {Map<string, Quantized>} by name of the layer
 */
export function quantizedLayers(graph, pixels, layers, ranges) {
  const picture = {
    tensor: graph.node('Transpose', [pixels], { perm: [0, 3, 1, 2] }),
    channels: 3,
    ...ofPixels,
  };
  /** @type {Map<string, Quantized>} */
  const made = new Map();
  const rangeOf = (/** @type {string} */ name) => {
    const range = ranges[name];
    if (!range) throw new Error(`No range was measured for ${name}.`);
    return scalingOf(range);
  };
  for (const layer of layers) {
    if ('kernel' in layer) {
      const result = layer.isCapped ? capped : rangeOf(layer.name);
      made.set(layer.name, convolution(graph, made.get(layer.from[0]) ?? picture, layer, result));
      continue;
    }
    const parts = layer.from.flatMap((name) => made.get(name) ?? []);
    const [first] = parts;
    if (!first || parts.length < 2) continue;
    const result = rangeOf(layer.name);
    const sum = graph.node(
      'Add',
      parts.map((part) => asFloats(graph, part)),
    );
    const tensor = graph.node('QuantizeLinear', [sum, ...constants(graph, result)]);
    made.set(layer.name, { tensor, channels: first.channels, ...result });
  }
  return made;
}

/** @param {OnnxGraph} graph @param {Quantized} quantized */
export function asFloats(graph, { tensor, ...scaling }) {
  return graph.node('DequantizeLinear', [tensor, ...constants(graph, scaling)]);
}

/** @param {OnnxGraph} graph @param {Scaling} scaling */
function constants(graph, { scale, zero }) {
  return [graph.constant([], Float32Array.of(scale)), graph.constant([], Uint8Array.of(zero))];
}

/** @param {OnnxGraph} graph @param {Quantized} input @param {Convolution} layer @param {Scaling} result @returns {Quantized} */
function convolution(graph, input, { dims, kernel, bias, stride, group }, result) {
  const channels = bias.length;
  const scales = new Float32Array(channels);
  const weights = new Int8Array(kernel.length);
  const offsets = new Int32Array(channels);
  const shift = input.zero === ofPixels.zero && input.scale === ofPixels.scale ? lostZero : 0;
  const each = kernel.length / channels;
  for (let k = 0; k < channels; k++) {
    const own = kernel.subarray(k * each, (k + 1) * each);
    const scale = own.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE) / mostWeight;
    const quantized = own.map((value) => Math.round(value / scale));
    weights.set(quantized, k * each);
    scales[k] = scale;
    const sum = quantized.reduce((total, value) => total + value, 0);
    offsets[k] = Math.round(/** @type {number} */ (bias[k]) / (input.scale * scale) + shift * sum);
  }
  const tensor = graph.node(
    'QLinearConv',
    [
      ...[input.tensor, ...constants(graph, input)],
      graph.constant(dims, weights),
      graph.constant([channels], scales),
      graph.constant([channels], new Int8Array(channels)),
      ...constants(graph, result),
      graph.constant([channels], offsets),
    ],
    { auto_pad: 'SAME_UPPER', strides: [stride, stride], group },
  );
  return { tensor, channels, ...result };
}
