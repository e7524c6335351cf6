/**
 * Shares PGlite's one session among clients: whole exchanges (up to Sync, or a simple query) run one after the other,
 * and who is inside a transaction keeps the session until it ends.
 *
 * pglite-socket 0.2.17 queues single messages instead. When a query comes in two packets, another client's Parse gets
 * between its Parse and Bind, and each gets the other's rows: see docs/decisions/0010-own-postgres-door.md.
 */
import { queryMessage, syncMessage } from './wire/backend-messages';

/** The one thing of PGlite that is needed here: runs messages and hands out the answer. Throws when the engine dies. */
export type RunMessages = (messages: Uint8Array, onData: (bytes: Uint8Array) => void) => Promise<void>;

export interface GateClient {
  /** Part of an answer; it is the receiver's to keep. */
  send(bytes: Buffer): void;
  /** It held the session for too long: its connection must end, and `leave` be called. */
  evict(): void;
}

export interface GateOptions {
  run: RunMessages;
  /** A client that is inside a transaction and silent for so long loses it: it holds up all others. */
  idleInTransactionMs: number;
  /** The engine is dead; nothing runs any more. */
  onDeath: (error: unknown) => void;
}

interface Exchange {
  client: GateClient;
  messages: Buffer;
  isWhole: boolean;
}

interface Turn {
  client: GateClient | null;
  work: () => Promise<void>;
  /** It will not run: its client left. */
  drop: () => void;
}

/** `Z`, length 5, then the state: what ends every whole exchange. */
const readyLength = 6;
const readyType = 'Z'.charCodeAt(0);
const idleState = 'I'.charCodeAt(0);
/** Ends whatever a client left half-way; a Sync first, because after an error all else is passed over until one. */
const abandon = Buffer.concat([syncMessage, queryMessage('rollback')]);

export class SessionGate {
  private queue: Turn[] = [];
  private holder: GateClient | null = null;
  private holderTimer: NodeJS.Timeout | null = null;
  private readonly gone = new WeakSet<GateClient>();
  private isPumping = false;
  private isDead = false;
  private used = false;

  constructor(private readonly options: GateOptions) {}

  /**
   * Resolves when the answer was handed to the client, or when it left meanwhile. `isWhole`: the messages end in a
   * Sync or a simple query, so the answer must end in ReadyForQuery.
   */
  exchange(client: GateClient, messages: Buffer, isWhole = true): Promise<void> {
    return new Promise((resolve) => {
      this.add({
        client,
        work: () => this.runMessages({ client, messages, isWhole }).then(resolve),
        drop: resolve,
      });
    });
  }

  /** Runs `work` while no client uses the session or is inside a transaction. It must not ask the gate for anything. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.add({ client: null, work: () => work().then(resolve, reject), drop: () => undefined });
    });
  }

  /** Resolves after what is under way. From then on nothing runs, so that the engine may close; not even what clients leave behind. */
  end(): Promise<void> {
    return this.exclusive(() => {
      this.isDead = true;
      return Promise.resolve();
    });
  }

  /** The client is gone: what it asked is dropped, its transaction rolled back, its statements forgotten. */
  async leave(client: GateClient, statements: Iterable<string>): Promise<void> {
    for (const turn of this.queue) if (turn.client === client) turn.drop();
    this.queue = this.queue.filter((turn) => turn.client !== client);
    this.gone.add(client);
    const ghost: GateClient = { send: () => undefined, evict: () => undefined };
    if (this.holder === client) {
      this.holder = ghost;
      await this.exchange(ghost, abandon);
    }
    for (const name of statements) {
      await this.exchange(ghost, queryMessage(`deallocate "${name.replaceAll('"', '""')}"`));
    }
  }

  /** Whether a client asked for anything since the last call. */
  takeUsed(): boolean {
    const used = this.used;
    this.used = false;
    return used;
  }

  private add(turn: Turn): void {
    this.queue.push(turn);
    if (!this.isPumping) void this.pump();
  }

  private async pump(): Promise<void> {
    this.isPumping = true;
    for (let turn = this.takeNext(); turn !== null; turn = this.takeNext()) {
      await turn.work();
      // The engine runs on this thread: let sockets and the heartbeat have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.isPumping = false;
  }

  private takeNext(): Turn | null {
    if (this.isDead) return null;
    const index = this.holder === null ? 0 : this.queue.findIndex((turn) => turn.client === this.holder);
    if (index === -1) return null;
    return this.queue.splice(index, 1)[0] ?? null;
  }

  private async runMessages(exchange: Exchange): Promise<void> {
    this.used = true;
    this.hold(null);
    const isIdle = await this.runToEnd(exchange);
    if (isIdle || this.isDead) return;
    // It left while its messages ran.
    if (this.gone.has(exchange.client))
      await this.runToEnd({ ...exchange, messages: abandon, isWhole: true });
    else this.hold(exchange.client);
  }

  /** @returns whether the session is free again: no transaction is open, no exchange half-way */
  private async runToEnd({ client, messages, isWhole }: Exchange): Promise<boolean> {
    let tail: Buffer = Buffer.alloc(0);
    try {
      await this.options.run(messages, (bytes) => {
        const copy = Buffer.from(bytes);
        tail = copy.length >= readyLength ? copy : Buffer.concat([tail.subarray(-readyLength), copy]);
        client.send(copy);
      });
    } catch (error) {
      return this.declareDead(error);
    }
    const isReady = tail.at(-readyLength) === readyType;
    // PGlite swallows what a PANIC throws, and the next call would never return.
    if (isWhole && !isReady)
      return this.declareDead(new Error(`no answer but ${tail.toString('latin1', 0, 300)}`));
    return isReady && tail.at(-1) === idleState;
  }

  private declareDead(error: unknown): false {
    this.isDead = true;
    this.options.onDeath(error);
    return false;
  }

  private hold(client: GateClient | null): void {
    this.holder = client;
    if (this.holderTimer !== null) clearTimeout(this.holderTimer);
    this.holderTimer = null;
    if (client === null) return;
    this.holderTimer = setTimeout(() => client.evict(), this.options.idleInTransactionMs);
    this.holderTimer.unref();
  }
}
