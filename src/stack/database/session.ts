/** What each connection is told before it is used. */
import type { PoolClient } from 'pg';
import type { Database } from './open';

/**
 * Width of the beam with which an index of vectors is searched. Measured on 100,000 clustered vectors of 512: 100 finds all of
 * the ten nearest.
 */
export const usualBeam = 100;

/** A search goes on when a condition leaves too few. */
const ofVectors = [
  `set hnsw.ef_search = ${usualBeam}`,
  'set hnsw.iterative_scan = relaxed_order',
  'set hnsw.max_scan_tuples = 200000',
];

/** What a pgvector that is loaded and older answers about settings that came later; one that is not there keeps them unread. */
const unknownSetting = new Set(['42602', '42704', '22023']);

/**
 * Plans that are kept are made for the tables as they are then. The embedded store renews them every few seconds; a server may
 * not for minutes, and plans fast enough to do it each time.
 */
const ofServers = 'set plan_cache_mode = force_custom_plan';

/** The embedded store has one session for all, and is told again what it knows. */
export function sessionSetup(kind: Database['kind']) {
  return (client: PoolClient, done: (error?: Error) => void): void => {
    tell(client, kind).then(() => done(), done);
  };
}

async function tell(client: PoolClient, kind: Database['kind']): Promise<void> {
  if (kind === 'external') await client.query(ofServers);
  for (const setting of ofVectors)
    await client.query(setting).catch((error: unknown) => {
      if (!unknownSetting.has(String((error as { code?: unknown }).code))) throw error;
    });
}
