/** Loaded first in a child of the stand-in: gives it `process.parentPort` in place of Node's own channel. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
/** @type {Map<number, Port>} */
const ports = new Map();

/** @param {object} message */
function tell(message) {
  if (process.connected) send?.(message, undefined, {}, () => undefined);
}

/** MessagePortMain as a utility process sees it: silent until started. */
class Port extends EventEmitter {
  #id;
  /** @type {unknown[] | null} */
  #waiting = [];
  #isClosed = false;

  /** @param {number} id */
  constructor(id) {
    super();
    this.#id = id;
  }

  /** @param {unknown} data */
  postMessage(data) {
    if (!this.#isClosed) tell({ kind: 'port', id: this.#id, data });
  }

  start() {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.emit('message', { data, ports: [] });
  }

  close() {
    if (this.#isClosed) return;
    tell({ kind: 'port-closed', id: this.#id });
    this.ended();
  }

  /** @param {unknown} data */
  receive(data) {
    if (this.#waiting) this.#waiting.push(data);
    else this.emit('message', { data, ports: [] });
  }

  ended() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    ports.delete(this.#id);
    setImmediate(() => this.emit('close'));
  }
}

/** Holds messages back until somebody listens, as Electron does. */
class ParentPort extends EventEmitter {
  /** @type {object[] | null} */
  #waiting = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message') setImmediate(() => this.#flush());
    });
  }

  /** @param {unknown} data */
  postMessage(data) {
    tell({ kind: 'message', data });
  }

  /** @param {object} event */
  receive(event) {
    if (this.#waiting) this.#waiting.push(event);
    else this.emit('message', event);
  }

  #flush() {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const event of waiting) this.emit('message', event);
  }
}

const parentPort = new ParentPort();

process.on('message', (/** @type {any} */ message) => {
  if (message.kind === 'message') {
    const carried = message.ports.map((/** @type {number} */ id) => new Port(id));
    message.ports.forEach((/** @type {number} */ id, /** @type {number} */ index) =>
      ports.set(id, carried[index]),
    );
    parentPort.receive({ data: message.data, ports: carried });
  } else if (message.kind === 'port') ports.get(message.id)?.receive(message.data);
  else ports.get(message.id)?.ended();
});
// Electron ends its utility processes when the main process is gone.
process.on('disconnect', () => process.exit(0));

Object.defineProperty(process, 'parentPort', { value: parentPort });
Object.defineProperty(process, 'send', { value: undefined });
