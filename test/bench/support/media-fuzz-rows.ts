/**
 * Thousands of spoilt pictures and videos: whether each ends well or is refused with a reason, and how long the worst took.
 * It says every hundred files how far it is; `BENCH_FROM=700` goes on there, `BENCH_TO=1500` ends there.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FlightlineError, messageOf } from '#contract/errors';
import { blackPng, picture } from '../../fixtures/make-media';
import { refusalOf, runMedia } from '../../helpers/media';
import { spoilt } from '../../helpers/spoil-media';
import type { BenchRow } from '../bench-row';
import { percentile } from './numbers';

const from = Number(process.env.BENCH_FROM ?? 0);
const to = Number(process.env.BENCH_TO ?? 3000);
const saidEvery = 100;
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

const say = (text: string) => process.stderr.write(`fuzz: ${text}\n`);

const listed = (ends: ReadonlyMap<string, number>) =>
  [...ends].map(([end, count]) => `${count} ${end}`).join(', ');

async function endOf(bytes: Uint8Array, seed: number): Promise<string> {
  try {
    await runMedia(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof FlightlineError) return error.code;
    say(`seed ${seed} ended without a type: ${messageOf(error)}`);
    return 'UNTYPED';
  }
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
  for (let seed = from; seed < to; seed++) {
    const bytes = spoilt(sources[seed % sources.length] as Buffer, seed);
    const begun = performance.now();
    const end = await endOf(bytes, seed);
    times.push(performance.now() - begun);
    ends.set(end, (ends.get(end) ?? 0) + 1);
    if ((seed + 1) % saidEvery === 0)
      say(`seeds ${from} to ${seed}: ${listed(ends)}; slowest ${Math.max(...times).toFixed(0)} ms`);
  }
  const bomb = blackPng(16_000, 16_000, { interlaced: true });
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  await refusalOf(bomb);
  const bombMs = performance.now() - begun;
  const bombMiB = Math.max(0, process.memoryUsage.rss() - before) / 1024 / 1024;
  return [
    {
      measure: 'untyped_ends',
      value: ends.get('UNTYPED') ?? 0,
      unit: 'files',
      target: 0,
      runs: 1,
      note: `seeds ${from} to ${to - 1}, files of ${sources.length} kinds: ${listed(ends)}; slowest ${Math.max(...times).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)}`,
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
