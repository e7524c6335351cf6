/** Cuts what a PostgreSQL client sends into whole messages, however the socket happened to chop it. */

export interface FrontendMessage {
  /** Of ordinary messages the type byte as a character; `startup` and its like have none. */
  type: string;
  /** As it came, type byte and length included. */
  bytes: Buffer;
}

const protocolVersion3 = 3;
const requestCodes: Record<number, string> = { 80877103: 'ssl', 80877104: 'gss', 80877102: 'cancel' };
/** PostgreSQL's own limit. */
const longestMessage = 1024 * 1024 * 1024;
const longestStartup = 10_000;

export class FrontendSplitter {
  private pieces: Buffer[] = [];
  private length = 0;
  private started = false;

  /** @throws Error when it is not the protocol */
  push(piece: Buffer): FrontendMessage[] {
    this.pieces.push(piece);
    this.length += piece.length;
    const messages: FrontendMessage[] = [];
    for (let message = this.take(); message !== null; message = this.take()) messages.push(message);
    return messages;
  }

  private take(): FrontendMessage | null {
    const lengthAt = this.started ? 1 : 0;
    if (this.length < lengthAt + 4) return null;
    const total = lengthAt + this.joined(lengthAt + 4).readInt32BE(lengthAt);
    if (total < lengthAt + 4 || total > (this.started ? longestMessage : longestStartup)) {
      throw new Error(`not a PostgreSQL message: it claims ${total} bytes`);
    }
    if (this.length < total) return null;
    const all = this.joined(total);
    const bytes = all.subarray(0, total);
    this.keep(all.subarray(total));
    return { type: this.started ? String.fromCharCode(bytes[0] ?? 0) : this.startupType(bytes), bytes };
  }

  private startupType(bytes: Buffer): string {
    const code = bytes.readInt32BE(4);
    const request = requestCodes[code];
    if (request !== undefined) return request;
    if (code >>> 16 !== protocolVersion3) throw new Error(`protocol ${code >>> 16} is not spoken here`);
    this.started = true;
    return 'startup';
  }

  /** The first piece, made to hold at least `bytes`; pieces are joined only when a message is spread over them. */
  private joined(bytes: number): Buffer {
    const first = this.pieces[0];
    if (first !== undefined && first.length >= bytes) return first;
    const all = Buffer.concat(this.pieces, this.length);
    this.pieces = [all];
    return all;
  }

  private keep(rest: Buffer): void {
    this.pieces[0] = rest;
    this.length = this.pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (rest.length === 0) this.pieces.shift();
  }
}
