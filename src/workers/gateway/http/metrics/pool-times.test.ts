import { EventEmitter } from 'node:events';
import type { Pool } from 'pg';
import { expect, it } from 'vitest';
import { timeConnections } from './pool-times';

it('times each use of a connection, however they overlap', () => {
  const pool = new EventEmitter();
  const told: number[] = [];
  const heldMs = timeConnections(pool as Pool, (elapsedMs) => told.push(elapsedMs));
  const [one, other] = [{}, {}];
  pool.emit('acquire', one);
  pool.emit('acquire', other);
  expect(heldMs.count).toBe(0);
  pool.emit('release', undefined, one);
  pool.emit('release', undefined, other);
  pool.emit('acquire', one);
  pool.emit('release', new Error('broken'), one);
  expect(heldMs.count).toBe(3);
  expect(told).toHaveLength(3);
});
