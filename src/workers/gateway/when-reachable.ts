/** Waits for Redis or the store while they restart. */
import { setTimeout as delay } from 'node:timers/promises';

const attempts = 100;
const everyMs = 100;

/** Calls until it succeeds; gives up after about ten seconds with the last error. */
export async function whenReachable<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === attempts) throw error;
      await delay(everyMs);
    }
  }
}
