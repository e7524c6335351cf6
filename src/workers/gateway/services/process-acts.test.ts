import { expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import type { ProcessAct } from '#contract/relay';
import { processActs } from './process-acts';

const kill: ProcessAct = { name: 'store', act: 'kill' };
const by = { actor: 'cli', key: 'k1' };
const answer = { done: 1, skipped: [] };

/** A database that may be away, and keeps keys. */
function stand() {
  const log: string[] = [];
  const noted = new Set<string>();
  const database = { away: null as Error | null };
  let pending: (() => Promise<unknown>) | null = null;
  const act = processActs({
    async note(_subject, { key }, isNew) {
      await Promise.resolve();
      if (database.away) throw database.away;
      if (!noted.has(key)) isNew();
      noted.add(key);
      log.push(`noted ${key}`);
      return answer;
    },
    carryOut: ({ name, act: what }) => log.push(`${what} ${name}`),
    later: (noting) => (pending = noting),
  });
  return { act, log, database, later: () => pending?.() };
}

it('notes an act before it is carried out, and carries it out once for its key', async () => {
  const { act, log } = stand();
  expect(await act(kill, by)).toEqual(answer);
  expect(await act(kill, by)).toEqual(answer);
  expect(log).toEqual(['noted k1', 'kill store', 'noted k1']);
});

it('brings back a store that is down, once, and notes it afterwards', async () => {
  const { act, log, database, later } = stand();
  database.away = new Error('connect ECONNREFUSED');
  expect(await act({ name: 'store', act: 'restart' }, by)).toEqual(answer);
  expect(await act({ name: 'store', act: 'restart' }, by)).toEqual(answer);
  expect(log).toEqual(['restart store']);
  database.away = null;
  await later();
  expect(log).toEqual(['restart store', 'noted k1']);
});

it('carries out nothing that is refused', async () => {
  const { act, log, database } = stand();
  database.away = new FlightlineError('CONFLICT', 'This key was used for another act; send a fresh one.');
  await expect(act(kill, by)).rejects.toThrow('another act');
  expect(log).toEqual([]);
});
