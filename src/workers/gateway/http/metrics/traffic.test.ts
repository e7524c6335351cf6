import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { Tally } from '../../../../stack/telemetry/history/tally';
import { Traffic } from './traffic';

async function ask(...urls: string[]): Promise<Traffic> {
  const traffic = new Traffic(new Tally());
  const server = fastify();
  traffic.watch(server, 'console');
  server.get('/jobs/:id', () => 'a job');
  server.get('/assets/page-1a2b.js', () => 'code');
  server.get('/bad', (_request, reply) => reply.code(400).send('no'));
  for (const url of urls) await server.inject(url);
  await server.close();
  return traffic;
}

describe('traffic', () => {
  it('counts by the pattern of the route', async () => {
    const { answered, durations } = await ask('/jobs/1', '/jobs/2?x=1', '/bad');
    expect([...answered.values()]).toEqual([
      { service: 'console', method: 'GET', endpoint: '/jobs/:id', status: '200', count: 2 },
      { service: 'console', method: 'GET', endpoint: '/bad', status: '400', count: 1 },
    ]);
    expect([...durations.values()].map(({ endpoint, durationsMs }) => [endpoint, durationsMs.count])).toEqual(
      [
        ['/jobs/:id', 2],
        ['/bad', 1],
      ],
    );
  });

  it('makes one series of all addresses that lead nowhere, and one of all files', async () => {
    const { answered } = await ask('/a', '/b', '/assets/page-1a2b.js');
    expect([...answered.values()].map(({ endpoint, count }) => [endpoint, count])).toEqual([
      ['other', 2],
      ['files', 1],
    ]);
  });
});
