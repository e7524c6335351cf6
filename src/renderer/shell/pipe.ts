/** Opens the pipe to the gateway: a WebSocket in the browser, a MessagePort in the desktop, one protocol. */
import { createWSClient } from '@trpc/client';
import { useConnection } from '../state/connection';
import { bridge } from './bridge';
import { capabilities } from './capabilities';
import { portSocketClass } from './port-socket';
import { sessionIsRefused } from './session-check';

const longestRetryMs = 2000;

/** At once, then 250 ms doubling to 2 s: the gateway is on this machine and comes back in about a second. */
export function reconnectDelayMs(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(250 * 2 ** (attempt - 1), longestRetryMs);
}

async function onClosed(): Promise<void> {
  useConnection.getState().loses(Date.now());
  if (capabilities.sessionByLink && (await sessionIsRefused())) useConnection.getState().refuses();
}

function socketUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/trpc`;
}

/** Named, because the class behind it has private members that a declaration file may not show. */
type Pipe = ReturnType<typeof createWSClient>;

export const pipe: Pipe = createWSClient({
  url: bridge ? 'port:' : socketUrl(),
  ...(bridge ? { WebSocket: portSocketClass(bridge, window) } : {}),
  keepAlive: { enabled: true, intervalMs: 5000, pongTimeoutMs: 3000 },
  retryDelayMs: reconnectDelayMs,
  onOpen: () => useConnection.getState().opens(),
  onClose: () => void onClosed(),
});
