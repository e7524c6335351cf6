/** How long the media service takes to acknowledge uploads that come at an even 100 a second, and what that costs. */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { makePicture } from '../../fixtures/make-picture';
import { removeDataDir, startInstance, type TestInstance } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';
import { cpuSecondsOf } from './cpu-time';
import { percentile } from './numbers';

const perS = 100;
const seconds = 10;
const bytes = 500_000;
const boundary = 'bench-boundary';

/** A picture of that many bytes, each with another content: what follows a JPEG's end is no part of the picture. */
function padded(picture: Buffer, k: number): Buffer {
  const file = Buffer.alloc(bytes);
  file.set(picture);
  file.writeUInt32BE(k, bytes - 4);
  return file;
}

/** A form as browsers send it. Made before the clock runs: the sender shares the cores with those it measures. */
function formOf(file: Buffer, k: number): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="bench-${k}.jpg"\r\n`;
  return Buffer.concat([
    Buffer.from(`${head}content-type: image/jpeg\r\n\r\n`),
    file,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

interface Answer {
  status: number;
  tookMs: number;
}

function send(url: string, agent: Agent, form: Buffer): Promise<Answer> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': form.length,
    };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, tookMs: performance.now() - begun }),
      );
    });
    sent.once('error', reject);
    sent.end(form);
  });
}

/** At an even pace, whatever became of those before. */
async function sendEvenly(url: string, picture: Buffer): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  try {
    for (let k = 0; k < 20; k++) await send(url, agent, formOf(padded(picture, 1_000_000 + k), k));
    const sent: Promise<Answer>[] = [];
    const begun = performance.now();
    for (let k = 0; k < perS * seconds; k++) {
      const form = formOf(padded(picture, k), k);
      await delay(Math.max(0, begun + (k * 1000) / perS - performance.now()));
      // One that is broken off must not end the bench before its instance.
      sent.push(send(url, agent, form).catch(() => ({ status: 0, tookMs: Number.POSITIVE_INFINITY })));
    }
    return await Promise.all(sent);
  } finally {
    agent.destroy();
  }
}

async function cpuOf(instance: TestInstance): Promise<Record<string, number>> {
  const found = (await instance.api.system.processes.query()).filter(({ pid }) => pid !== null);
  return Object.fromEntries(found.map(({ name, pid }) => [name, cpuSecondsOf(pid ?? 0)]));
}

export async function mediaHttpRows(): Promise<BenchRow[]> {
  const picture = await makePicture({ seed: 1, widthPx: 64, heightPx: 48 });
  const instance = await startInstance({ env: { FLIGHTLINE_THREADS_PER_PROCESS: '1' } });
  if (process.env.PAUSE) await (instance.api as any).workers.pause.mutate({ pool: "media", key: crypto.randomUUID() }).catch((e: unknown) => console.log(e));
  try {
    const allocator = (await instance.api.system.engines.query()).find(({ name }) => name === 'allocator');
    const before = await cpuOf(instance);
    const answers = await sendEvenly(`http://127.0.0.1:${allocator?.http?.port}/api/v1/ingest`, picture);
    const after = await cpuOf(instance);
    const refused = answers.filter(({ status }) => status !== 202).length;
    // One that was refused counts as one that is never acknowledged.
    const times = answers.map(({ status, tookMs }) => (status === 202 ? tookMs : Number.POSITIVE_INFINITY));
    const spent = Object.entries(after)
      .map(([name, s]) => ({ name, s: s - (before[name] ?? 0) }))
      .filter(({ s }) => s > 0.2);
    const runs = times.length;
    return [
      {
        measure: 'ack_p95_ms_100rps',
        value: percentile(times, 0.95),
        unit: 'ms',
        target: 60,
        runs,
        note: `${bytes / 1e6} MB each, durable when acknowledged; sender and engines on the same cores`,
      },
      { measure: 'ack_p50_ms_100rps', value: percentile(times, 0.5), unit: 'ms', runs },
      { measure: 'ack_refused_100rps', value: refused, unit: 'uploads', target: 0, runs },
      {
        measure: 'gateway_cpu_ms_per_upload',
        value: ((spent.find(({ name }) => name === 'gateway')?.s ?? Number.NaN) * 1000) / (runs + 20),
        unit: 'ms',
        runs,
        note: `CPU in s: ${spent.map(({ name, s }) => `${name} ${s.toFixed(1)}`).join(', ')}`,
      },
    ];
  } finally {
    await instance.stop();
    removeDataDir(instance.dataDir);
  }
}
