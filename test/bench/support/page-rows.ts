/** How the console answers and moves when it has 100,000 waiting, 100,000 failed and 100,000 completed jobs. */
import type { BenchRow } from '../bench-row';
import { testEntry, withConsole, withInstance } from './bench-instance';
import { median, percentile, spread } from './numbers';
import { measurePage } from './page-browser';
import { fillLetters } from './letter-fill';
import { fillPages, ofEach } from './page-fill';
import { pageQueries } from './page-queries';

const openings = 40;

export async function pageRows(): Promise<BenchRow[]> {
  const entry = withConsole(await testEntry());
  return withInstance({ entry }, async (instance) => {
    await fillLetters(instance, ofEach);
    await fillPages(instance);
    const answered: { name: string; p95Ms: number }[] = [];
    for (const [name, ask] of Object.entries(pageQueries(instance.api))) {
      const tookMs: number[] = [];
      for (let k = 0; k < openings; k++) {
        const from = performance.now();
        await Promise.all(ask());
        tookMs.push(performance.now() - from);
      }
      answered.push({ name, p95Ms: percentile(tookMs, 0.95) });
    }
    answered.sort((a, b) => b.p95Ms - a.p95Ms);
    const worst = answered[0];
    const { framesPerS, plainFramesPerS, memory, heapMb } = await measurePage(instance.link);
    return [
      {
        measure: 'page_p95_ms_100k',
        value: worst?.p95Ms ?? Number.NaN,
        unit: 'ms',
        target: 200,
        runs: openings,
        note: answered.map(({ name, p95Ms }) => `${name} ${p95Ms.toFixed(0)}`).join(', '),
      },
      {
        measure: 'scroll_fps',
        value: median(framesPerS),
        unit: 'frames/s',
        target: 50,
        runs: framesPerS.length,
        peer: 'a page of plain text',
        peerValue: median(plainFramesPerS),
        ratio: median(framesPerS) / median(plainFramesPerS),
        note: `through 300,000 runs, drawn without a graphics card; ${spread(framesPerS)}`,
      },
      {
        measure: 'page_mb',
        value: memory.ownMb,
        unit: 'MB',
        target: 400,
        runs: 1,
        note: `of the page, the largest after every page was opened; ${memory.residentMb.toFixed(0)} MB with the browser's program; JavaScript's heap ${heapMb.toFixed(0)} MB`,
      },
    ];
  });
}
