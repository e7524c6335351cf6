/** The library of 100,000 assets: how fast each page is answered, how it scrolls, and what the page takes of memory. */
import { chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../../scripts/lib/chromium.mjs';
import { untilUsable, viewport } from '../../e2e/fixtures/view';
import type { Api } from '../../helpers/instance';
import { removeDataDir, startInstance } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';
import { databaseOf } from './bench-instance';
import { fillLibrary } from './media-fill';
import { median, percentile, spread } from './numbers';
import { jsHeapMb, rendererMemory, scrolled } from './page-browser';

const assets = Number(process.env.BENCH_ASSETS ?? 100_000);
const openings = 25;
const scrolls = 5;
/** Of the wheel; a hand turns it as fast as that when it looks for something. */
const deltaPx = 400;

/** What each page of the library asks when it is opened. */
function libraryQueries(api: Api, ids: readonly string[]): Record<string, (k: number) => Promise<unknown>[]> {
  const assetId = (k: number) => ids[(k * 7919) % ids.length] ?? '';
  return {
    gallery: () => [api.media.facts.query(), api.media.gallery.query({})],
    'gallery, videos': () => [api.media.gallery.query({ kind: 'video' })],
    'gallery, a camera': () => [api.media.gallery.query({ camera: 'Camera 7' })],
    'a section': (k) => [
      api.media.section.query({
        filter: {},
        day: new Date(Date.UTC(2012, 0, 1 + k * 150)).toISOString().slice(0, 10),
        part: 0,
      }),
    ],
    'a large day': (k) => [api.media.section.query({ filter: {}, day: '2012-01-01', part: k % 2 })],
    map: () => [api.media.places.query({})],
    asset: (k) => [api.media.asset.query({ id: assetId(k) })],
    clusters: () => [api.media.clusters.query({})],
    'clusters, by name': () => [api.media.clusters.query({ sort: 'name', search: 'trip' })],
    duplicates: () => [api.media.pairs.query({})],
    'words, rare': (k) => [api.media.search.query({ text: `harbour ${k * 997}` })],
    'words, common': () => [api.media.search.query({ text: 'harbour' })],
    folders: () => [api.media.folders.query()],
    model: () => [api.media.models.query()],
  };
}

async function answerTimes(api: Api): Promise<{ name: string; p95Ms: number }[]> {
  const { items } = await api.media.search.query({ text: 'harbour', limit: 200 });
  const answered: { name: string; p95Ms: number }[] = [];
  const queries = libraryQueries(
    api,
    items.map(({ id }) => id),
  );
  for (const [name, ask] of Object.entries(queries)) {
    const tookMs: number[] = [];
    for (let k = 0; k < openings; k++) {
      const from = performance.now();
      await Promise.all(ask(k));
      tookMs.push(performance.now() - from);
    }
    answered.push({ name, p95Ms: percentile(tookMs, 0.95) });
  }
  return answered.sort((a, b) => b.p95Ms - a.p95Ms);
}

async function scrollGallery(link: string) {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: chromiumFlags,
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const page = await browser.newPage({ viewport });
    await page.goto(link);
    await untilUsable(page);
    const opened = performance.now();
    await page.goto(new URL('/media', link).href);
    const first = page.getByRole('img', { name: /harbour/ }).first();
    await first.waitFor();
    const openMs = performance.now() - opened;
    const framesPerS: number[] = [];
    while (framesPerS.length < scrolls)
      framesPerS.push(await scrolled(page, page.getByRole('img').nth(3), deltaPx));
    const root = await browser.newBrowserCDPSession();
    const { ownMb } = await rendererMemory(root);
    const heapMb = await jsHeapMb(await page.context().newCDPSession(page));
    const images = await page.getByRole('img').count();
    return { openMs, framesPerS, ownMb, heapMb, images };
  } finally {
    await browser.close();
  }
}

export async function mediaGalleryRows(): Promise<BenchRow[]> {
  // Without extras: their files are not there.
  const instance = await startInstance({ env: { FLIGHTLINE_MEDIA_EXTRAS: 'false' } });
  try {
    const database = await databaseOf(instance, 1);
    try {
      await fillLibrary(database, instance.dataDir, assets);
    } finally {
      await database.close();
    }
    const answered = await answerTimes(instance.api);
    const { openMs, framesPerS, ownMb, heapMb, images } = await scrollGallery(instance.link);
    return [
      {
        measure: 'library_p95_ms_100k',
        value: answered[0]?.p95Ms ?? Number.NaN,
        unit: 'ms',
        target: 200,
        runs: openings,
        note: answered.map(({ name, p95Ms }) => `${name} ${p95Ms.toFixed(0)}`).join(', '),
      },
      {
        measure: 'gallery_fps_100k',
        value: median(framesPerS),
        unit: 'frames/s',
        target: 50,
        runs: framesPerS.length,
        note: `through ${assets} assets, drawn without a graphics card; ${spread(framesPerS)}; ${images} tiles at the end`,
      },
      {
        measure: 'gallery_page_mb_100k',
        value: ownMb,
        unit: 'MB',
        target: 400,
        runs: 1,
        note: `of the page, after scrolling; JavaScript's heap ${heapMb.toFixed(0)} MB; first picture after ${openMs.toFixed(0)} ms`,
      },
    ];
  } finally {
    await instance.stop();
    removeDataDir(instance.dataDir);
  }
}
