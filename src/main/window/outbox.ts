/** What main has to tell the console, kept until a console page is there to hear it. Electron-free. */

export class Outbox<Message> {
  #waiting: Message[] = [];
  #deliver: ((message: Message) => void) | null = null;

  send(message: Message): void {
    if (this.#deliver) this.#deliver(message);
    else this.#waiting.push(message);
  }

  /** The page is there. */
  open(deliver: (message: Message) => void): void {
    this.#deliver = deliver;
    for (const message of this.#waiting.splice(0)) deliver(message);
  }

  /** The page goes; what comes now waits for the next one. */
  close(): void {
    this.#deliver = null;
  }
}
