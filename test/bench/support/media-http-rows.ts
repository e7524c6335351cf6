/** How long the media service takes to acknowledge uploads that come at an even 100 a second. */
import { setTimeout as delay } from 'node:timers/promises';
import { makePicture } from '../../fixtures/make-picture';
import { removeDataDir, startInstance } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';

const perS = 100;
const seconds = 10;
const bytes = 500_000;

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** A picture of that many bytes, each with another content: what follows a JPEG's end is no part of the picture. */
function padded(picture: Buffer, k: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes);
  file.set(picture);
  new DataView(file.buffer).setUint32(bytes - 4, k);
  return file;
}

async function send(service: string, file: Uint8Array<ArrayBuffer>, k: number): Promise<number> {
  const form = new FormData();
  form.append('files', new Blob([file]), `bench-${k}.jpg`);
  const begun = performance.now();
  const answer = await fetch(`${service}/api/v1/ingest`, { method: 'POST', body: form });
  await answer.arrayBuffer();
  if (answer.status !== 202) throw new Error(`An upload was answered with ${answer.status}.`);
  return performance.now() - begun;
}

export async function mediaHttpRows(): Promise<BenchRow[]> {
  const picture = await makePicture({ seed: 1, widthPx: 64, heightPx: 48 });
  const instance = await startInstance({ env: { FLIGHTLINE_THREADS_PER_PROCESS: '1' } });
  try {
    const allocator = (await instance.api.system.engines.query()).find(({ name }) => name === 'allocator');
    const service = `http://127.0.0.1:${allocator?.http?.port}`;
    for (let k = 0; k < 20; k++) await send(service, padded(picture, 1_000_000 + k), k);
    const sent: Promise<number>[] = [];
    const begun = performance.now();
    for (let k = 0; k < perS * seconds; k++) {
      await delay(Math.max(0, begun + (k * 1000) / perS - performance.now()));
      sent.push(send(service, padded(picture, k), k));
    }
    const times = await Promise.all(sent);
    return [
      {
        measure: 'ack_p95_ms_100rps',
        value: percentile(times, 0.95),
        unit: 'ms',
        target: 60,
        runs: times.length,
        note: `${bytes / 1e6} MB each, durable when acknowledged; sender and engines on the same cores`,
      },
      { measure: 'ack_p50_ms_100rps', value: percentile(times, 0.5), unit: 'ms', runs: times.length },
    ];
  } finally {
    await instance.stop();
    removeDataDir(instance.dataDir);
  }
}
