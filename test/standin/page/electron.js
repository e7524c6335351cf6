/**
 * Runs in each page before its own scripts, followed by the preload: the renderer's half of Electron's API.
 * `link` is the stand-in's pipe. Unlike in Electron there is one world: nothing here proves context isolation.
 */
/* global link, preload */
/** @typedef {{ kind: string, [field: string]: any }} Message */

const ipcListeners = new Map();
const calls = new Map();
const ports = new Map();
/** Numbers of ports the preload holds, and ports as the page got them by number. */
const portIds = new WeakMap();
const pageEnds = new Map();
const files = new Map();
let lastId = 0;

/** @param {Message} message */
const send = (message) => link(JSON.stringify(message));

/** @param {Message} message @returns {Promise<any>} */
function ask(message) {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    calls.set(id, { resolve, reject });
    send({ ...message, id });
  });
}

/** @param {number} id */
function makePort(id) {
  const { port1, port2 } = new MessageChannel();
  ports.set(id, port2);
  port2.onmessage = (event) => send({ kind: 'port', id, data: event.data });
  portIds.set(port1, id);
  return port1;
}

// A port that is handed on becomes another object at its receiver; this is how we find that one again.
const handedOn = [];
const postMessage = window.postMessage.bind(window);
window.postMessage = (message, target, transfer) => {
  if (transfer?.length) handedOn.push(transfer.map((port) => portIds.get(port)));
  postMessage(message, target, transfer);
};
window.addEventListener('message', ({ source, ports: received }) => {
  if (source !== window || received.length === 0) return;
  handedOn.shift()?.forEach((id, index) => {
    const port = received[index];
    pageEnds.set(id, port);
    const close = port.close.bind(port);
    port.close = () => {
      close();
      if (ports.delete(id)) send({ kind: 'port-closed', id });
    };
  });
});

/** What the stand-in says to the page. */
const receivers = {
  answer({ id, value, error }) {
    const call = calls.get(id);
    calls.delete(id);
    if (error === undefined) call?.resolve(value);
    else call?.reject(new Error(error));
  },
  ipc({ channel, args, portIds }) {
    const event = { ports: portIds.map(makePort), sender: ipcRenderer };
    for (const listener of ipcListeners.get(channel) ?? []) listener(event, ...args);
  },
  port({ id, data }) {
    ports.get(id)?.postMessage(data);
  },
  'port-closed'({ id }) {
    ports.get(id)?.close();
    ports.delete(id);
    // Electron tells of it by an event of its own, which Chromium does not have.
    pageEnds.get(id)?.dispatchEvent(new Event('close'));
    pageEnds.delete(id);
  },
  visibility({ hidden }) {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  },
};

const ipcRenderer = {
  async invoke(channel, ...args) {
    const answer = ask({ kind: 'invoke', channel, args: crossing(args, 'ipcRenderer.invoke') });
    return answer.catch((error) => {
      throw new Error(`Error invoking remote method '${channel}': ${error.message}`);
    });
  },
  on(channel, listener) {
    ipcListeners.set(channel, [...(ipcListeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  },
};

const webUtils = {
  /** A promise here: only the browser knows, and it is asked over the pipe. Electron answers at once. */
  getPathForFile(file) {
    if (!(file instanceof File)) throw new TypeError('getPathForFile expected a File');
    const key = ++lastId;
    files.set(key, file);
    return ask({ kind: 'path-of-file', key }).finally(() => files.delete(key));
  },
};

/** What may cross between the worlds: plain data, promises, files, and functions of them; everything else is a fault. */
function crossing(value, where) {
  if (typeof value === 'function') {
    return (...args) => crossing(value(...crossing(args, where)), where);
  }
  if (typeof value === 'symbol') throw new TypeError(`${where}: a symbol cannot cross`);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Promise) return value.then((result) => crossing(result, where));
  if (value instanceof Blob || value instanceof Error) return value;
  if (Array.isArray(value)) return value.map((item) => crossing(item, where));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError(`${where}: ${String(value)} cannot cross`);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, crossing(item, where)]));
}

// Asked of main before a window exists; Electron too gives the page null for a denied one.
window.open = (url = '') => {
  send({ kind: 'open', url: new URL(url, location.href).href });
  return null;
};

const contextBridge = {
  exposeInMainWorld(name, api) {
    const value = Object.freeze(crossing(api, 'contextBridge'));
    Object.defineProperty(window, name, { value, configurable: false, writable: false, enumerable: true });
  },
};

globalThis[Symbol.for('flightline.standin')] = Object.freeze({
  receive: (message) => receivers[message.kind](message),
  fileOf: (key) => files.get(key),
});

const electron = { contextBridge, ipcRenderer, webUtils };
preload(
  (name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name} (a sandboxed preload has none)`);
  },
  { platform: 'PLATFORM', versions: { electron: 'stand-in' } },
);
