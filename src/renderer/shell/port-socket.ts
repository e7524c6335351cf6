/** A MessagePort that looks like a WebSocket, so that tRPC's client speaks the same protocol over both pipes. */
import { newKey } from './idempotency-key';
import { portGreeting, portMessageType, type DesktopBridge } from '#contract/desktop';

/** A port that does not come, or at whose end nobody speaks, in this time is taken as a failed connection and tried again. */
const portTimeoutMs = 5000;

function isPortMessage(data: unknown, id: string): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === portMessageType &&
    'id' in data &&
    data.id === id
  );
}

/** The class tRPC makes its connections with; each connection asks the bridge for a port of its own. */
export function portSocketClass(
  bridge: Pick<DesktopBridge, 'openPort'>,
  host: EventTarget,
): typeof WebSocket {
  class PortSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    binaryType = 'arraybuffer';
    readyState = PortSocket.CONNECTING;
    #port: MessagePort | null = null;
    readonly #id = newKey();
    readonly #timer: ReturnType<typeof setTimeout>;

    constructor() {
      super();
      host.addEventListener('message', this.#onWindowMessage);
      this.#timer = setTimeout(() => this.#end(), portTimeoutMs);
      bridge.openPort(this.#id);
    }

    send(frame: string): void {
      this.#port?.postMessage(frame);
    }

    close(): void {
      this.#end();
    }

    readonly #onWindowMessage = (event: Event): void => {
      if (!(event instanceof MessageEvent) || !isPortMessage(event.data, this.#id)) return;
      const port = event.ports[0];
      if (!port || this.#port || this.readyState !== PortSocket.CONNECTING) return;
      this.#port = port;
      port.addEventListener('message', this.#onFrame);
      port.addEventListener('close', () => this.#end());
      port.start();
    };

    // A port is there before the gateway is: it counts as open when the gateway has greeted. That is a later task, as
    // tRPC needs it, which adds its `open` listener after the constructor has returned.
    readonly #onFrame = ({ data }: MessageEvent<unknown>): void => {
      if (this.readyState === PortSocket.OPEN) this.dispatchEvent(new MessageEvent('message', { data }));
      else if (data === portGreeting) {
        this.#stopWaiting();
        this.readyState = PortSocket.OPEN;
        this.dispatchEvent(new Event('open'));
      }
    };

    #stopWaiting(): void {
      clearTimeout(this.#timer);
      host.removeEventListener('message', this.#onWindowMessage);
    }

    /** As with a WebSocket, an end before the opening is an error: tRPC waits for one of the two, and for ever. */
    #end(): void {
      if (this.readyState === PortSocket.CLOSED) return;
      const failed = this.readyState === PortSocket.CONNECTING;
      this.#stopWaiting();
      this.readyState = PortSocket.CLOSED;
      this.#port?.close();
      this.#port = null;
      if (failed) this.dispatchEvent(new Event('error'));
      this.dispatchEvent(new Event('close'));
    }
  }
  // tRPC uses of it what is above: events, readyState, send and close.
  return PortSocket as unknown as typeof WebSocket;
}
