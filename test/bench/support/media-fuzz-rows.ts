/** Thousands of spoilt pictures and videos: whether each ends well or is refused with a reason, and how long the worst took. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blackPng, picture } from '../../fixtures/make-media';
import { refusalOf, runMedia } from '../../helpers/media';
import { spoilt } from '../../helpers/spoil-media';
import type { BenchRow } from '../bench-row';
import { percentile } from './numbers';

const mutations = 3000;
const size = { width: 160, height: 120 };

/** A second of video in each of some containers; none without ffmpeg. */
function videos(): Buffer[] {
  const dir = mkdtempSync(path.join(tmpdir(), 'fuzz-video-'));
  const source = ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=160x120:r=10:d=1'];
  const kinds: [name: string, codec: string][] = [
    ['a.mp4', 'libx264'],
    ['a.webm', 'libvpx'],
    ['a.ts', 'libx264'],
    ['a.mkv', 'libx265'],
  ];
  const made = kinds.flatMap(([name, codec]) => {
    const file = path.join(dir, name);
    const { status } = spawnSync('ffmpeg', [...source, '-c:v', codec, '-g', '5', file]);
    return status === 0 ? [readFileSync(file)] : [];
  });
  rmSync(dir, { recursive: true, force: true });
  return made;
}

export async function mediaFuzzRows(): Promise<BenchRow[]> {
  const sources = [
    ...(await Promise.all(
      (['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const).map((format) =>
        picture(9, size).toFormat(format).toBuffer(),
      ),
    )),
    ...videos(),
  ];
  const ends = new Map<string, number>();
  const times: number[] = [];
  for (let k = 0; k < mutations; k++) {
    const bytes = spoilt(sources[k % sources.length] as Buffer, k);
    const from = performance.now();
    const end = await runMedia(bytes).then(
      () => 'read',
      (error: { code?: string }) => error.code ?? 'UNTYPED',
    );
    times.push(performance.now() - from);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const bomb = blackPng(16_000, 16_000, { interlaced: true });
  const before = process.memoryUsage.rss();
  const from = performance.now();
  await refusalOf(bomb);
  const bombMs = performance.now() - from;
  const bombMiB = Math.max(0, process.memoryUsage.rss() - before) / 1024 / 1024;
  return [
    {
      measure: 'untyped_ends',
      value: ends.get('UNTYPED') ?? 0,
      unit: 'files',
      target: 0,
      runs: 1,
      note: `${mutations} spoilt files of ${sources.length} kinds: ${[...ends].map(([end, count]) => `${count} ${end}`).join(', ')}; slowest ${Math.max(...times).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)}`,
    },
    {
      measure: 'bomb_refused_ms',
      value: bombMs,
      unit: 'ms',
      target: 500,
      runs: 1,
      note: `interlaced PNG of 16,000 x 16,000; ${bombMiB.toFixed(0)} MiB more memory`,
    },
  ];
}
