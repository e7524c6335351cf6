/** How long a start takes: the first on a fresh data directory, and later ones until a browser shows the console. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { type TestInstance, removeDataDir, startInstance, temporaryDataDir } from '../helpers/instance';
import type { BenchRow } from './bench-row';
import { median, spread } from './support/numbers';

const runs = 5;
const readyLimitMs = 30_000;

async function untilReady(instance: TestInstance): Promise<void> {
  const deadline = performance.now() + readyLimitMs;
  while ((await fetch(`${instance.url}/ready`)).status !== 200) {
    if (performance.now() > deadline) throw new Error('/ready did not answer 200.');
    await delay(10);
  }
}

async function secondsUntilReady(dataDir: string): Promise<{ seconds: number; instance: TestInstance }> {
  const startedAt = performance.now();
  const instance = await startInstance({ dataDir });
  await untilReady(instance);
  return { seconds: (performance.now() - startedAt) / 1000, instance };
}

/** Seconds until the page's heading is there; the browser is started at the same moment, as an operator's would be. */
async function secondsUntilShown(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const launching = chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  let browser: Browser | null = null;
  const instance = await startInstance({ dataDir });
  try {
    await untilReady(instance);
    browser = await launching;
    const page = await browser.newPage();
    await page.goto(instance.link);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    return (performance.now() - startedAt) / 1000;
  } finally {
    await browser?.close();
    await instance.stop();
  }
}

export async function bench(): Promise<BenchRow[]> {
  const first: number[] = [];
  const second: number[] = [];
  for (let run = 0; run < runs; run++) {
    const dataDir = temporaryDataDir();
    const { seconds, instance } = await secondsUntilReady(dataDir);
    await instance.stop();
    first.push(seconds);
    if (findChromium()) second.push(await secondsUntilShown(dataDir));
    removeDataDir(dataDir);
  }
  const rows: BenchRow[] = [
    {
      measure: 'first_start_s',
      value: median(first),
      unit: 's',
      runs,
      note: `built, fresh data directory, until /ready answers 200; ${spread(first, 1)}`,
    },
  ];
  if (second.length === 0) return rows; // no Chromium here
  return [
    ...rows,
    {
      measure: 'second_start_s',
      value: median(second),
      unit: 's',
      target: 5,
      runs,
      note: `same data directory, until Chromium, started at the same moment, shows the console's heading; ${spread(second, 1)}`,
    },
  ];
}
