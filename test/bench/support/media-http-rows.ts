/** How long the media service takes to acknowledge uploads that come at an even 100 a second, and what that costs. */
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { makePicture } from '../../fixtures/make-picture';
import { removeDataDir, startInstance, type TestInstance } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';
import { cpuSecondsOf } from './cpu-time';
import { percentile } from './numbers';
import { type Answer, fileEnd, formOf, sendForm } from './sent-form';

const perS = 100;
const seconds = 10;
const bytes = 500_000;
const warm = 20;

/** Forms with a picture of that many bytes: what follows a JPEG's end is no part of it. They differ in four bytes. */
function formsWith(picture: Buffer): (k: number) => Buffer {
  const content = Buffer.alloc(bytes);
  content.set(picture);
  const form = formOf({ fileName: 'bench.jpg', mediaType: 'image/jpeg', content });
  const at = fileEnd(form) - 4;
  return (k) => {
    const copy = Buffer.from(form);
    copy.writeUInt32BE(k, at);
    return copy;
  };
}

type Acknowledged = Pick<Answer, 'status' | 'tookMs'>;

/** At an even pace, whatever became of those before. */
async function sendEvenly(url: string, picture: Buffer): Promise<Acknowledged[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  try {
    const formFor = formsWith(picture);
    for (let k = 0; k < warm; k++) await sendForm(url, formFor(1_000_000 + k), { agent });
    const sent: Promise<Acknowledged>[] = [];
    const begun = performance.now();
    for (let k = 0; k < perS * seconds; k++) {
      const form = formFor(k);
      await delay(Math.max(0, begun + (k * 1000) / perS - performance.now()));
      // One that is broken off must not end the bench before its instance.
      sent.push(
        sendForm(url, form, { agent }).catch(() => ({ status: 0, tookMs: Number.POSITIVE_INFINITY })),
      );
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

interface Measured {
  /** ms; what was refused counts as never acknowledged. */
  times: number[];
  refused: number;
  gatewayMs: number;
  spent: string;
}

/** @param paused whether uploads only gather, as they do while engines work at something else */
async function measure(paused: boolean): Promise<Measured> {
  const picture = await makePicture({ seed: 1, widthPx: 64, heightPx: 48 });
  const instance = await startInstance({ env: { FLIGHTLINE_THREADS_PER_PROCESS: '1' } });
  try {
    const { api } = instance;
    if (paused)
      await api.workers.change.mutate({ pool: 'media', change: { paused }, key: crypto.randomUUID() });
    const allocator = (await api.system.engines.query()).find(({ name }) => name === 'allocator');
    const before = await cpuOf(instance);
    const answers = await sendEvenly(`http://127.0.0.1:${allocator?.http?.port}/api/v1/ingest`, picture);
    const after = await cpuOf(instance);
    const spent = Object.entries(after).map(([name, s]) => ({ name, s: s - (before[name] ?? 0) }));
    return {
      times: answers.map(({ status, tookMs }) => (status === 202 ? tookMs : Number.POSITIVE_INFINITY)),
      refused: answers.filter(({ status }) => status !== 202).length,
      gatewayMs:
        ((spent.find(({ name }) => name === 'gateway')?.s ?? Number.NaN) * 1000) / (answers.length + warm),
      spent: spent
        .filter(({ name, s }) => s > 0.2 && name !== 'supervisor')
        .map(({ name, s }) => `${name} ${s.toFixed(1)}`)
        .join(', '),
    };
  } finally {
    await instance.stop();
    removeDataDir(instance.dataDir);
  }
}

export async function mediaHttpRows(): Promise<BenchRow[]> {
  const idle = await measure(true);
  const busy = await measure(false);
  const runs = busy.times.length;
  const note = `${bytes / 1e6} MB each, durable when acknowledged`;
  return [
    {
      measure: 'ack_p95_ms_100rps',
      value: percentile(busy.times, 0.95),
      unit: 'ms',
      target: 60,
      runs,
      note: `${note}; sender and engines on the same cores; p50 ${percentile(busy.times, 0.5).toFixed(0)}, ${busy.refused} refused; CPU in s: ${busy.spent}`,
    },
    {
      measure: 'ack_p95_ms_100rps_engines_paused',
      value: percentile(idle.times, 0.95),
      unit: 'ms',
      target: 60,
      runs,
      note: `${note}; sender on the same cores; p50 ${percentile(idle.times, 0.5).toFixed(0)}, ${idle.refused} refused`,
    },
    { measure: 'gateway_cpu_ms_per_upload', value: busy.gatewayMs, unit: 'ms', runs },
    {
      measure: 'gateway_cpu_ms_per_upload_engines_paused',
      value: idle.gatewayMs,
      unit: 'ms',
      runs,
      note: `CPU in s: ${idle.spent}`,
    },
  ];
}
