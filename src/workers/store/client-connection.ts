/** One client of the store: gathers its messages into exchanges, answers the greeting, cleans up after it. */
import type { Socket } from 'node:net';
import { messageOf } from '#contract/errors';
import type { GateClient, SessionGate } from './session-gate';
import { errorMessage, greeting, noEncryption } from './wire/backend-messages';
import { FrontendSplitter } from './wire/frontend-splitter';
import type { FrontendMessage } from './wire/frontend-splitter';
import { withOwnNames } from './wire/statement-names';

/** Query, Sync, Flush, FunctionCall: after these the client waits for an answer. */
const endsExchange: ReadonlySet<string> = new Set(['Q', 'S', 'H', 'F']);
const flush = 'H';

export class ClientConnection implements GateClient {
  private readonly splitter = new FrontendSplitter();
  private pending: Buffer[] = [];
  private readonly statements = new Set<string>();
  private hasLeft = false;

  constructor(
    private readonly socket: Socket,
    private readonly gate: SessionGate,
    private readonly identity: { id: number; parameters: Record<string, string>; onLeft: () => void },
  ) {
    socket.setNoDelay(true);
    socket.on('data', (piece) => this.receive(piece));
    // 'close' follows, and is where the cleaning is.
    socket.on('error', () => undefined);
    socket.on('close', () => this.leave());
  }

  send(bytes: Buffer): void {
    if (!this.hasLeft) this.socket.write(bytes);
  }

  evict(): void {
    this.end('25P03', 'terminating connection: the transaction was idle for too long and holds up everybody');
  }

  /** Says why, then closes. */
  end(sqlState: string, reason: string): void {
    if (!this.hasLeft) this.socket.end(errorMessage('FATAL', sqlState, reason));
    this.leave();
  }

  private receive(piece: Buffer): void {
    if (this.hasLeft) return;
    try {
      for (const message of this.splitter.push(piece)) this.take(message);
    } catch (error) {
      this.end('08P01', messageOf(error));
    }
  }

  private take(message: FrontendMessage): void {
    switch (message.type) {
      case 'ssl':
      case 'gss':
        this.send(noEncryption);
        return;
      case 'cancel':
        // The engine cannot be interrupted: it runs on this thread.
        this.socket.end();
        return;
      case 'startup':
        this.send(greeting(this.identity.id, this.identity.parameters));
        return;
      case 'X':
        this.socket.end();
        return;
      default:
        this.gather(message);
    }
  }

  private gather(message: FrontendMessage): void {
    this.pending.push(withOwnNames(message, `c${this.identity.id}_`, (name) => this.statements.add(name)));
    if (!endsExchange.has(message.type)) return;
    const messages =
      this.pending.length === 1 ? (this.pending[0] ?? Buffer.alloc(0)) : Buffer.concat(this.pending);
    this.pending = [];
    void this.gate.exchange(this, messages, message.type !== flush);
  }

  private leave(): void {
    if (this.hasLeft) return;
    this.hasLeft = true;
    this.identity.onLeft();
    void this.gate.leave(this, this.statements);
  }
}
