/** Brokers the pipe between a window and the gateway; main is out of the way once it is there. */
import { MessageChannelMain, type WebContents } from 'electron';

export interface PortTaker {
  /** @throws when the gateway is not there to take it */
  givePort(port: unknown): void;
}

/** The window gets its end in any case: when nobody takes the other one, it sees the pipe close and tries again. */
export function openPort(page: WebContents, id: string, taker: PortTaker | null): void {
  const { port1: gatewayEnd, port2: windowEnd } = new MessageChannelMain();
  page.postMessage('openPort', id, [windowEnd]);
  if (!taker) {
    gatewayEnd.close();
    return;
  }
  try {
    taker.givePort(gatewayEnd);
  } catch {
    gatewayEnd.close(); // the gateway is being restarted
  }
}
