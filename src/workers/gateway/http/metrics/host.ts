/** The machine's own figures. */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import type { Exposition } from '../../../../stack/telemetry/exposition';

/** @param network text of Linux' /proc/net/dev; null where there is none */
export function setHost(page: Exposition, network: string | null): void {
  const cpus = os.cpus();
  page.set('flightline_host_cpus', {}, cpus.length);
  for (const mode of ['user', 'nice', 'sys', 'idle', 'irq'] as const) {
    const ms = cpus.reduce((sum, { times }) => sum + times[mode], 0);
    page.set('flightline_host_cpu_seconds_total', { mode }, ms / 1000);
  }
  page.set('flightline_host_memory_total_bytes', {}, os.totalmem());
  page.set('flightline_host_memory_available_bytes', {}, os.freemem());
  if (network === null) return;
  const { received, sent } = bytesThrough(network);
  page.set('flightline_host_network_bytes_total', { direction: 'received' }, received);
  page.set('flightline_host_network_bytes_total', { direction: 'sent' }, sent);
}

export function readNetwork(): Promise<string | null> {
  return readFile('/proc/net/dev', 'utf8').catch(() => null);
}

/** Fields of a line, after the colon: received bytes first, sent bytes ninth. */
export function bytesThrough(text: string): { received: number; sent: number } {
  const sum = { received: 0, sent: 0 };
  for (const [, name, fields = ''] of text.matchAll(/^\s*([^:\s]+):\s*(.*)$/gm)) {
    if (name === 'lo') continue;
    const figures = fields.split(/\s+/).map(Number);
    sum.received += figures[0] ?? 0;
    sum.sent += figures[8] ?? 0;
  }
  return sum;
}
