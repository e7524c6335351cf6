/** The one Chromium behind all windows. */
import { app } from './app';
import { Chromium } from './cdp';

let running: Chromium | null = null;

export async function startChromium(executable: string): Promise<void> {
  const browser = new Chromium(executable);
  running = browser;
  app.cleanUps.push(() => browser.close());
  await browser.endpoint;
  await browser.root.send('Target.setDiscoverTargets', { discover: true });
}

export function chromium(): Chromium {
  if (!running) throw new Error('stand-in: Chromium is not running');
  return running;
}
