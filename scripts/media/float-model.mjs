/** The layers as they were trained, in floating point: only for measuring between which values their results lie. */
import { FLOAT, OnnxGraph, UINT8 } from './onnx-writer.mjs';

/** @typedef {import('./layers.mjs').Convolution} Convolution @typedef {import('./layers.mjs').Sum} Sum */

/**
 * @param {(Convolution | Sum)[]} layers
 * @param {number} sidePx
 * @returns {{ model: Buffer, measured: string[] }} outputs `least0`, `most0`, … of the layers in `measured`: those without a cap
 */
export function floatModel(layers, sidePx) {
  const graph = new OnnxGraph();
  graph.input({ name: 'pixels', type: UINT8, dims: [1, sidePx, sidePx, 3] });
  const scalar = (/** @type {number} */ value) => graph.constant([], Float32Array.of(value));
  const [zero, six] = [scalar(0), scalar(6)];
  const floats = graph.node('Cast', ['pixels'], { to: FLOAT });
  const centred = graph.node('Sub', [graph.node('Mul', [floats, scalar(2 / 255)]), scalar(1)]);
  const picture = graph.node('Transpose', [centred], { perm: [0, 3, 1, 2] });
  /** @type {Map<string, string>} */
  const made = new Map();

  /** @param {Convolution} layer */
  const convolution = ({ from: [from], dims, kernel, bias, stride, group, isCapped }) => {
    const inputs = [
      made.get(from) ?? picture,
      graph.constant(dims, kernel),
      graph.constant([bias.length], bias),
    ];
    const attributes = { auto_pad: 'SAME_UPPER', strides: [stride, stride], group };
    const output = graph.node('Conv', inputs, attributes);
    return isCapped ? graph.node('Clip', [output, zero, six]) : output;
  };

  const measured = [];
  for (const layer of layers) {
    const result =
      'kernel' in layer
        ? convolution(layer)
        : graph.node(
            'Add',
            layer.from.map((name) => made.get(name) ?? ''),
          );
    made.set(layer.name, result);
    if ('kernel' in layer && layer.isCapped) continue;
    for (const [name, op] of [
      ['least', 'ReduceMin'],
      ['most', 'ReduceMax'],
    ]) {
      const output = graph.node(op ?? '', [result], { keepdims: 0 }, `${name}${measured.length}`);
      graph.output({ name: output, type: FLOAT, dims: [] });
    }
    measured.push(layer.name);
  }
  return { model: graph.toModel('visual-ranges'), measured };
}
