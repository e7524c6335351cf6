/** Writes ONNX models: the few messages of onnx.proto3 that a graph of float and quantized tensors needs. */

/** Element types of onnx.proto3. */
export const FLOAT = 1;
export const UINT8 = 2;
const INT8 = 3;
const INT32 = 6;
export const INT64 = 7;

/** @typedef {Float32Array | Uint8Array | Int8Array | Int32Array} Values */

/** @param {Values} values */
function typeOf(values) {
  if (values instanceof Float32Array) return FLOAT;
  if (values instanceof Uint8Array) return UINT8;
  return values instanceof Int8Array ? INT8 : INT32;
}

/** @param {number} value */
function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}

const field = (/** @type {number} */ number, /** @type {number} */ wire) => varint(number * 8 + wire);
const int = (/** @type {number} */ number, /** @type {number} */ value) =>
  Buffer.concat([field(number, 0), varint(value)]);
/** @param {number} number @param {Uint8Array | string} value */
function block(number, value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([field(number, 2), varint(bytes.length), bytes]);
}

/** Whole numbers and lists of them, and texts, are all that our operators take. @param {[string, unknown]} entry */
function attribute([name, value]) {
  const parts = [block(1, name)];
  if (typeof value === 'string') parts.push(block(4, value), int(20, 3));
  else if (Array.isArray(value)) parts.push(...value.map((item) => int(8, item)), int(20, 7));
  else parts.push(int(3, Number(value)), int(20, 2));
  return Buffer.concat(parts);
}

/** @param {string} name @param {number} type @param {(number | string)[]} dims */
function valueInfo(name, type, dims) {
  const shape = Buffer.concat(
    dims.map((dim) => block(1, typeof dim === 'string' ? block(2, dim) : int(1, dim))),
  );
  return Buffer.concat([block(1, name), block(2, block(1, Buffer.concat([int(1, type), block(2, shape)])))]);
}

export class OnnxGraph {
  /** @type {Buffer[]} */
  #parts = [];
  #count = 0;

  /** @param {number[]} dims none: a single value @param {Values} values @returns {string} name of it */
  constant(dims, values, name = `c${this.#count++}`) {
    const raw = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const tensor = [...dims.map((dim) => int(1, dim)), int(2, typeOf(values)), block(8, name), block(9, raw)];
    this.#parts.push(block(5, Buffer.concat(tensor)));
    return name;
  }

  /**
   * @param {string} op
   * @param {string[]} inputs
   * @param {Record<string, unknown>} [attributes]
   * @param {string} [output]
   * @returns {string} name of its output
   */
  node(op, inputs, attributes = {}, output = `t${this.#count++}`) {
    const node = [
      ...inputs.map((input) => block(1, input)),
      block(2, output),
      block(4, op),
      ...Object.entries(attributes).map((entry) => block(5, attribute(entry))),
    ];
    this.#parts.push(block(1, Buffer.concat(node)));
    return output;
  }

  /** @param {{ name: string, type: number, dims: (number | string)[] }} value */
  input({ name, type, dims }) {
    this.#parts.push(block(11, valueInfo(name, type, dims)));
  }

  /** @param {{ name: string, type: number, dims: (number | string)[] }} value */
  output({ name, type, dims }) {
    this.#parts.push(block(12, valueInfo(name, type, dims)));
  }

  /** @param {string} name @returns {Buffer} the model's file, of operator set 13 */
  toModel(name) {
    const opset = Buffer.concat([block(1, ''), int(2, 13)]);
    const graph = Buffer.concat([...this.#parts, block(2, name)]);
    return Buffer.concat([int(1, 8), block(2, 'flightline'), block(7, graph), block(8, opset)]);
  }
}
