/**
 * Thousands of spoilt pictures and videos: whether each ends well or is refused with a reason, and how long the worst took.
 * They are read in a process of their own, so that a crash and a file that does not end are seen and counted.
 * It says every hundred files how far it is; `BENCH_FROM=700` goes on there, `BENCH_TO=1500` ends there.
 */
import { fork, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FlightlineError, messageOf } from '#contract/errors';
import { blackPng, picture } from '../../fixtures/make-media';
import { refusalOf, runMedia } from '../../helpers/media';
import { spoilt } from '../../helpers/spoil-media';
import type { BenchRow } from '../bench-row';
import { percentile } from './numbers';

const from = Number(process.env.BENCH_FROM ?? 0);
const to = Number(process.env.BENCH_TO ?? 3000);
const saidEvery = 100;
/** Longer than any whole file needs by far, on a busy machine too. */
const hangMs = 30_000;
const slowMs = 3_000;
const faults = ['UNTYPED', 'CRASH', 'ENDLESS'];
/** Tells a process of the bench that it is to read, and what. */
const partKey = 'MEDIA_FUZZ_PART';
const size = { width: 160, height: 120 };

async function sourceFiles(): Promise<Buffer[]> {
  const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const;
  const pictures = formats.map((format) => picture(9, size).toFormat(format).toBuffer());
  return [...(await Promise.all(pictures)), ...videos()];
}

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
    // Matroska files get numbers at random otherwise, and a seed would not be the same file again.
    const bitExact = /\.(mkv|webm)$/.test(name) ? ['-fflags', '+bitexact'] : [];
    const { status } = spawnSync('ffmpeg', [...source, '-c:v', codec, '-g', '5', ...bitExact, file]);
    return status === 0 ? [readFileSync(file)] : [];
  });
  rmSync(dir, { recursive: true, force: true });
  return made;
}

const say = (text: string) => process.stderr.write(`fuzz: ${text}\n`);

const listed = (ends: ReadonlyMap<string, number>) =>
  [...ends].map(([end, count]) => `${count} ${end}`).join(', ');

async function endOf(bytes: Uint8Array): Promise<Omit<Report, 'seed' | 'ms'>> {
  try {
    await runMedia(bytes);
    return { end: 'read' };
  } catch (error) {
    if (error instanceof FlightlineError) return { end: error.code };
    return { end: 'UNTYPED', detail: messageOf(error) };
  }
}

interface Report {
  /** The file that is over. */
  seed: number;
  ms: number;
  /** `read`, or the code of the refusal. */
  end: string;
  detail?: string;
}

/** In a process of its own: reads one file after the other and tells of each. */
async function readSpoilt(part: { from: number; to: number }): Promise<void> {
  const sources = await sourceFiles();
  for (let seed = part.from; seed < part.to; seed++) {
    const bytes = spoilt(sources[seed % sources.length] as Buffer, seed);
    const begun = performance.now();
    const end = await endOf(bytes);
    process.send?.({ seed, ms: performance.now() - begun, ...end } satisfies Report);
  }
  process.disconnect();
}

/** Until the end, a crash or a file that does not end. @returns the first seed that is left */
function readUntilFault(first: number, onReport: (report: Report) => void): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), {
    env: { ...process.env, [partKey]: `${first}-${to}` },
  });
  return new Promise((resolve) => {
    let next = first;
    let hung = false;
    const watch = () =>
      setTimeout(() => {
        hung = true;
        child.kill('SIGKILL');
      }, hangMs);
    let watched = watch();
    child.on('message', (message) => {
      const report = message as Report;
      clearTimeout(watched);
      watched = watch();
      next = report.seed + 1;
      onReport(report);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(watched);
      if (next >= to) return resolve(to);
      const end = hung ? 'ENDLESS' : 'CRASH';
      onReport({ seed: next, ms: hung ? hangMs : 0, end, detail: `exit ${code ?? signal}` });
      resolve(next + 1);
    });
  });
}

export async function mediaFuzzRows(): Promise<BenchRow[]> {
  const ends = new Map<string, number>();
  const times: number[] = [];
  const slow: string[] = [];
  for (let next = from; next < to;)
    next = await readUntilFault(next, ({ seed, ms, end, detail }) => {
      times.push(ms);
      ends.set(end, (ends.get(end) ?? 0) + 1);
      if (ms > slowMs) slow.push(`${seed} (${(ms / 1000).toFixed(1)} s, ${end})`);
      if (faults.includes(end)) say(`seed ${seed}: ${end}, ${detail}`);
      if ((seed + 1) % saidEvery === 0)
        say(`seeds ${from} to ${seed}: ${listed(ends)}; slowest ${Math.max(...times).toFixed(0)} ms`);
    });
  const bomb = blackPng(16_000, 16_000, { interlaced: true });
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  await refusalOf(bomb);
  const bombMs = performance.now() - begun;
  const bombMiB = Math.max(0, process.memoryUsage.rss() - before) / 1024 / 1024;
  const slowest = `slowest ${Math.max(...times).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)}`;
  const slowSeeds = slow.length > 0 ? `; above ${slowMs / 1000} s: seeds ${slow.join(', ')}` : '';
  return [
    {
      measure: 'media_fuzz_faults',
      value: faults.reduce((sum, end) => sum + (ends.get(end) ?? 0), 0),
      unit: 'files',
      target: 0,
      runs: 1,
      note: `seeds ${from} to ${to - 1}: ${listed(ends)}; ${slowest}${slowSeeds}`,
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

const part = process.env[partKey]?.split('-').map(Number);
if (process.send && part) await readSpoilt({ from: part[0] ?? 0, to: part[1] ?? 0 });
