/** The console in a real Chromium: frames while it scrolls through 300,000 runs, and what the page takes of memory. */
import { type CDPSession, type Locator, type Page, chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { chromiumFlags, findChromium } from '../../../scripts/lib/chromium.mjs';
import { untilUsable, viewport } from '../../e2e/fixtures/view';

export interface PageFigures {
  framesPerS: number[];
  /** The same for a page of nothing but lines of text: what this machine can do. */
  plainFramesPerS: number[];
  /** The largest of all pages that were opened. */
  memory: RendererMemory;
  heapMb: number;
}

const scrollMs = 5000;
const runs = 5;
const plainLines = 5000;
const addresses = [
  '/',
  '/runs',
  '/batches',
  '/failed',
  '/charts',
  '/workers',
  '/traces',
  '/logs',
  '/audit',
  '/runs',
];

export async function measurePage(link: string): Promise<PageFigures> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: chromiumFlags,
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const page = await browser.newPage({ viewport });
    await page.goto(link);
    await untilUsable(page);
    const session = await page.context().newCDPSession(page);
    const root = await browser.newBrowserCDPSession();
    let memory: RendererMemory = { ownMb: 0, residentMb: 0 };
    let heapMb = 0;
    const framesPerS: number[] = [];
    const plainFramesPerS: number[] = [];
    const plain = await browser.newPage({ viewport });
    await plain.setContent(plainPage());
    for (let run = 0; run < runs; run++) plainFramesPerS.push(await scrolled(plain, plain.locator('main')));
    await plain.close();
    for (const address of addresses) {
      await page.goto(new URL(address, link).href);
      await untilUsable(page);
      await page.waitForLoadState('networkidle');
      if (address === '/runs')
        while (framesPerS.length < runs)
          framesPerS.push(await scrolled(page, page.getByRole('grid', { name: 'Runs' })));
      const now = await rendererMemory(root);
      if (now.ownMb > memory.ownMb) memory = now;
      heapMb = Math.max(heapMb, await jsHeapMb(session));
    }
    return { framesPerS, plainFramesPerS, memory, heapMb };
  } finally {
    await browser.close();
  }
}

function plainPage(): string {
  const lines = Array.from({ length: plainLines }, (_, line) => `<div>line ${line} of a page of text</div>`);
  return `<main style="height: 600px; overflow: auto; line-height: 34px">${lines.join('')}</main>`;
}

/** Turns the wheel for a while, as a hand would. @returns frames per second */
export async function scrolled(page: Page, list: Locator, deltaPx = 120): Promise<number> {
  await list.hover();
  const counted = page.evaluate(
    (forMs) =>
      new Promise<number>((done) => {
        const from = performance.now();
        let frames = 0;
        const frame = (now: number): void => {
          frames += 1;
          if (now - from < forMs) requestAnimationFrame(frame);
          else done((frames * 1000) / (now - from));
        };
        requestAnimationFrame(frame);
      }),
    scrollMs,
  );
  const until = Date.now() + scrollMs;
  while (Date.now() < until) await page.mouse.wheel(0, deltaPx);
  return counted;
}

export interface RendererMemory {
  /** Of the page: without the program of the browser, which all its processes share. MB */
  ownMb: number;
  residentMb: number;
}

/** Of the largest page. */
export async function rendererMemory(root: CDPSession): Promise<RendererMemory> {
  const { processInfo } = await root.send('SystemInfo.getProcessInfo');
  const [largest = { ownMb: 0, residentMb: 0 }] = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const mb = (field: string) =>
        Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
      return { ownMb: mb('VmRSS') - mb('RssFile'), residentMb: mb('VmRSS') };
    })
    .sort((a, b) => b.ownMb - a.ownMb);
  return largest;
}

export async function jsHeapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1024 / 1024;
}
