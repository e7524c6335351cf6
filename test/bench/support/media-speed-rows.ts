/** How fast media files are ready: through a real instance, with queue and database, and the work itself in CPU time. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { IngestAnswer } from '#contract/ingest';
import type { TestInstance } from '../../helpers/instance';
import { removeDataDir, startInstance } from '../../helpers/instance';
import { runMedia } from '../../helpers/media';
import { photographs } from '../../helpers/real-pictures';
import type { Upload } from '../../helpers/uploads';
import { jobIdOf } from '../../helpers/uploads';
import type { BenchRow } from '../bench-row';
import { batchEnd, fillBatch } from './bench-instance';
import { median, percentile, spread } from './numbers';
import { type FormFile, formOf, sendForm } from './sent-form';
import { completions } from './whole-path';

const runs = 5;
/** Some five to eight seconds of work: in less, how the first begins and the last is told (up to 0.3 s) would weigh. */
const perRun = { large: 120, small: 240 };
/** Of the same few, each would be a copy of dozens, and looked at beside them all. */
const mostSources = 40;
/** For figures of a single picture. */
const fewSources = 8;
const limitMs = 30_000;

/** The same picture in another file: a JPEG may begin with a comment. */
function withComment(jpeg: Buffer, text: string): Uint8Array<ArrayBuffer> {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2]);
  return new Uint8Array(Buffer.concat([head, comment, jpeg.subarray(2)]));
}

/** A video may end with boxes that nobody reads. */
function withFreeBox(video: Buffer, text: string): Uint8Array<ArrayBuffer> {
  const box = Buffer.alloc(8 + text.length);
  box.writeUInt32BE(box.length);
  box.write(`free${text}`, 4, 'latin1');
  return new Uint8Array(Buffer.concat([video, box]));
}

async function jpegs(width: number, height: number): Promise<Buffer[]> {
  const sources = (await photographs()).slice(0, mostSources);
  return Promise.all(
    sources.map((file) =>
      sharp(file).resize(width, height, { fit: 'cover' }).jpeg({ quality: 88 }).toBuffer(),
    ),
  );
}

/** From the first byte sent to the console's event. */
async function readyMs(instance: TestInstance, files: readonly FormFile[]): Promise<number[]> {
  const done = completions(instance);
  await delay(300);
  const times: number[] = [];
  for (const file of files) {
    const form = formOf(file);
    const from = performance.now();
    const { body } = await sendForm(`${instance.url}/api/v1/ingest?engine=allocator`, form, instance);
    const id = jobIdOf(IngestAnswer.parse(JSON.parse(body)).items[0]);
    while (!done.at.has(id)) {
      if (performance.now() - from > limitMs) throw new Error(`${file.fileName} was not ready in time.`);
      await delay(5);
    }
    times.push((done.at.get(id) ?? Number.NaN) - from);
  }
  done.unsubscribe();
  return times;
}

async function ratePerS(instance: TestInstance, files: readonly Upload[]): Promise<number> {
  const id = await fillBatch(instance, files, 'paused');
  const done = completions(instance);
  await delay(300);
  const from = performance.now();
  await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
  await batchEnd(instance, id);
  await delay(200);
  const last = Math.max(...done.at.values());
  done.unsubscribe();
  return files.length / ((last - from) / 1000);
}

const variants = (bases: readonly Buffer[], count: number, run: string): (Upload & FormFile)[] =>
  Array.from({ length: count }, (_, k) => ({
    fileName: `${run}-${k}.jpg`,
    mediaType: 'image/jpeg',
    content: withComment(bases[k % bases.length] as Buffer, `${run} ${k}`),
  }));

async function cpuMs(bases: readonly Buffer[]): Promise<number[]> {
  const perRun: number[] = [];
  for (let run = -1; run < runs; run++) {
    const before = process.cpuUsage();
    for (const bytes of bases) await runMedia(bytes);
    const { user, system } = process.cpuUsage(before);
    if (run >= 0) perRun.push((user + system) / 1000 / bases.length);
  }
  return perRun;
}

/** 30 s of 1080p, half in noise so that it is as large as a camera's; null without ffmpeg. */
function madeVideo(): Buffer | null {
  const dir = mkdtempSync(path.join(tmpdir(), 'bench-video-'));
  const file = path.join(dir, 'video.mp4');
  const source = 'testsrc2=s=1920x1080:r=30:d=30';
  const { status } = spawnSync('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', source, '-f', 'lavfi', '-i', 'sine=d=30'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-b:v', '12M', '-c:a', 'aac', file],
  ]);
  const bytes = status === 0 ? readFileSync(file) : null;
  rmSync(dir, { recursive: true, force: true });
  return bytes;
}

export async function mediaSpeedRows(): Promise<BenchRow[]> {
  const large = await jpegs(4000, 3000);
  const small = await jpegs(1600, 1200);
  const cpu = await cpuMs(large.slice(0, fewSources));
  // Without extras: they begin while a video is made, and then the queue is not empty.
  const instance = await startInstance({
    env: { FLIGHTLINE_RECYCLE_AFTER_JOBS: '1000000', FLIGHTLINE_MEDIA_EXTRAS: 'false' },
  });
  try {
    await ratePerS(instance, variants(small, 8, 'warm')); // loads libraries and the model on both threads
    const ready: number[] = [];
    const rates = { large: [] as number[], small: [] as number[] };
    for (let run = 0; run < runs; run++) {
      ready.push(...(await readyMs(instance, variants(large, 10, `ready${run}`))));
      rates.large.push(await ratePerS(instance, variants(large, perRun.large, `large${run}`)));
      rates.small.push(await ratePerS(instance, variants(small, perRun.small, `small${run}`)));
    }
    const video = madeVideo();
    const videos = video
      ? Array.from({ length: 20 }, (_, k) => ({
          fileName: `v${k}.mp4`,
          mediaType: 'video/mp4',
          content: withFreeBox(video, `run ${k}`),
        }))
      : [];
    const videoReady = await readyMs(instance, videos);
    return [
      row('image_ready_p95_ms', percentile(ready, 0.95), 'ms', {
        target: 300,
        note: `12 MP, empty queue, from upload to the console's event; p50 ${percentile(ready, 0.5).toFixed(0)}, ${ready.length} pictures`,
      }),
      ...(videoReady.length > 0
        ? [
            row('video_ready_p95_ms', percentile(videoReady, 0.95), 'ms', {
              target: 1000,
              note: `30 s of 1080p H.264, ${(videos[0]?.content.length ?? 0) >> 20} MiB; p50 ${percentile(videoReady, 0.5).toFixed(0)}, ${videoReady.length} videos`,
            }),
          ]
        : []),
      row('rate_12mp_per_s', median(rates.large), '/s', {
        target: 20,
        note: `batches of ${perRun.large}; ${spread(rates.large, 1)}`,
      }),
      row('rate_2mp_per_s', median(rates.small), '/s', {
        target: 30,
        note: `batches of ${perRun.small}; ${spread(rates.small, 1)}`,
      }),
      row('cpu_ms_per_12mp', median(cpu), 'ms', {
        target: 90,
        note: `the engine alone, all that it does; ${spread(cpu, 1)}`,
      }),
    ];
  } finally {
    await instance.stop();
    removeDataDir(instance.dataDir);
  }
}

const row = (
  measure: string,
  value: number,
  unit: string,
  more: { target: number; note: string },
): BenchRow => ({
  measure,
  value,
  unit,
  runs,
  ...more,
});
