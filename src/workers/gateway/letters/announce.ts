/** Tells consoles how many dead letters there are. */
import { setTimeout as delay } from 'node:timers/promises';
import * as deadLetters from '../../../stack/database/dead-letters';
import type { GatewayParts } from '../parts';

const gatherMs = 300;

/** One message serves every failure of a moment. @returns what asks for one */
export function announceSoon(parts: Pick<GatewayParts, 'hub' | 'database' | 'log'>): () => void {
  let [running, wanted] = [false, false];
  const run = async (): Promise<void> => {
    running = true;
    while (wanted) {
      wanted = false;
      await delay(gatherMs);
      await announce(parts).catch((error: unknown) => parts.log.warn('dead-letters-not-counted', { error }));
    }
    running = false;
  };
  return () => {
    wanted = true;
    if (!running) void run();
  };
}

export async function announce({ hub, database }: Pick<GatewayParts, 'hub' | 'database'>): Promise<void> {
  hub.publish({ type: 'dead-letters', total: await deadLetters.total(database) });
}
