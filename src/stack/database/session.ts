/** What each connection is told before it is used. */
import type { PoolClient } from 'pg';
import type { Database } from './open';

/**
 * Width of the beam with which an index of vectors is searched. Measured on 100,000 clustered vectors of 512: 100 finds all of
 * the ten nearest.
 */
export const usualBeam = 100;

/**
 * A search goes on when a condition leaves too few. A server without pgvector keeps these settings unread; the embedded store
 * has one session for all, and is told again what it knows.
 */
const ofVectors = `set hnsw.ef_search = ${usualBeam}; set hnsw.iterative_scan = relaxed_order; set hnsw.max_scan_tuples = 200000`;

/**
 * Plans that are kept are made for the tables as they are then. The embedded store renews them every few seconds; a server may
 * not for minutes, and plans fast enough to do it each time.
 */
const ofServers = 'set plan_cache_mode = force_custom_plan';

export function settle(kind: Database['kind']) {
  const settings = kind === 'embedded' ? ofVectors : `${ofServers}; ${ofVectors}`;
  return (client: PoolClient, done: (error?: Error) => void): void => {
    client.query(settings).then(() => done(), done);
  };
}
