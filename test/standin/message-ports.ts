/** MessageChannelMain and MessagePortMain; a transferred end is carried on by the pipe of its new owner. */
import { EventEmitter } from 'node:events';

interface Receiver {
  message(data: unknown): void;
  closed(): void;
}

/** One end of a channel, wherever it lives now. */
export class PortEnd {
  #peer: PortEnd | null = null;
  #receiver: Receiver | null = null;
  #waiting: unknown[] = [];
  #isClosed = false;

  static pair(): [PortEnd, PortEnd] {
    const one = new PortEnd();
    const other = new PortEnd();
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  /** Goes to the other end. */
  post(data: unknown): void {
    if (this.#peer) this.#peer.#accept(data);
  }

  /** What arrived before now is delivered first. */
  open(receiver: Receiver): void {
    this.#receiver = receiver;
    for (const data of this.#waiting.splice(0)) receiver.message(data);
    if (this.#isClosed) receiver.closed();
  }

  close(): void {
    const peer = this.#peer;
    if (!peer) return;
    this.#peer = null;
    peer.#peer = null;
    this.#end();
    peer.#end();
  }

  #accept(data: unknown): void {
    if (this.#receiver) this.#receiver.message(data);
    else this.#waiting.push(data);
  }

  #end(): void {
    this.#isClosed = true;
    this.#receiver?.closed();
  }
}

export class MessagePortMain extends EventEmitter {
  #end: PortEnd | null;

  constructor(end: PortEnd) {
    super();
    this.#end = end;
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) throw new Error('stand-in: ports are not sent through ports');
    this.#owned().post(structuredClone(message));
  }

  start(): void {
    this.#owned().open({
      message: (data) => setImmediate(() => this.emit('message', { data, ports: [] })),
      closed: () => setImmediate(() => this.emit('close')),
    });
  }

  close(): void {
    this.#end?.close();
  }

  /** Gives the end away, after which this object is of no use: as in Electron. */
  detach(): PortEnd {
    const end = this.#owned();
    this.#end = null;
    return end;
  }

  #owned(): PortEnd {
    if (!this.#end) throw new Error('This port was transferred and cannot be used any more');
    return this.#end;
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [one, other] = PortEnd.pair();
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(other);
  }
}

/** The ports that live behind one pipe, by the number under which both sides know them. */
export class CarriedPorts {
  readonly #ends = new Map<number, PortEnd>();
  readonly #send: (message: CarriedMessage) => void;
  static #last = 0;

  constructor(send: (message: CarriedMessage) => void) {
    this.#send = send;
  }

  /** @returns the numbers under which the other side will find the ports */
  take(ports: readonly MessagePortMain[]): number[] {
    return ports.map((port) => {
      const id = ++CarriedPorts.#last;
      this.#ends.set(id, port.detach());
      return id;
    });
  }

  /** After the other side has been told the numbers. */
  open(ids: readonly number[]): void {
    for (const id of ids) {
      this.#ends.get(id)?.open({
        message: (data) => this.#send({ kind: 'port', id, data }),
        closed: () => {
          this.#ends.delete(id);
          this.#send({ kind: 'port-closed', id });
        },
      });
    }
  }

  receive(message: CarriedMessage): void {
    const end = this.#ends.get(message.id);
    if (message.kind === 'port') end?.post(message.data);
    else end?.close();
  }

  /** The other side is gone. */
  closeAll(): void {
    for (const end of [...this.#ends.values()]) end.close();
  }
}

export type CarriedMessage =
  { kind: 'port'; id: number; data: unknown } | { kind: 'port-closed'; id: number };
