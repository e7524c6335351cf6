/** A library on a server without pgvector: assets are kept, and copies are told by their hashes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFacts } from '../../src/engines/allocator/embedding/built-in';
import { insertMany } from '../../src/stack/database/jobs';
import { pairPage } from '../../src/stack/database/media/pair-rows';
import { migrate } from '../../src/stack/database/migrate';
import { type Database, openDatabase } from '../../src/stack/database/open';
import { applyOutcomes } from '../../src/stack/database/outcomes';
import { assetIdOf } from '../../src/workers/gateway/media/asset-of';
import { PhashMemory } from '../../src/workers/gateway/media/phash-memory';
import { createTakeOver } from '../../src/workers/gateway/media/take-over';
import { Turns } from '../../src/workers/gateway/media/turns';
import { makeResult } from '../helpers/media-results';
import { completed, newJob } from './database-rows';
import { type RunningTarget, migrationsDir, startEmbedded } from './database-targets';

let running: RunningTarget;
let database: Database;

beforeAll(async () => {
  running = await startEmbedded();
  database = await openDatabase(running.address, { poolSize: 2 });
  await migrate(database, migrationsDir);
});
afterAll(async () => {
  await database?.close();
  await running?.stop();
});

it('pairs a copy with its original, and nothing with another picture', async () => {
  const { fingerprint } = makeResult({ name: 'harbour', group: 0 });
  const results = [
    makeResult({ name: 'harbour', group: 0 }),
    makeResult({ name: 'harbour-small', group: 0, change: { fingerprint, width: 800, height: 600 } }),
    makeResult({ name: 'meadow', group: 1 }),
  ];
  const active = { active: builtInFacts, wanted: null, problem: null, folder: '' };
  const takeOver = createTakeOver({
    parts: {
      database,
      threads: undefined as never, // asked for names of places alone, and these pictures have none
      log: undefined as never,
      intake: { lull: () => Promise.resolve() } as never,
    },
    turns: new Turns(),
    engine: { activeModel: () => active },
    hashes: await PhashMemory.load(database),
    hasVectors: false,
    threshold: 0.72,
  });
  for (const output of results) {
    const id = `job-${output.sha256.slice(0, 8)}`;
    await insertMany(database, [newJob(id, { engine: 'allocator', sha256: output.sha256 })]);
    await applyOutcomes(database, [completed(id, { result: { engineVersion: 1, output, summary: [] } })]);
    await takeOver(id);
  }
  const { rows } = await pairPage(database, { state: 'open', offset: 0, limit: 10 });
  const pair = [results[0], results[1]].map((output) => assetIdOf(output?.sha256 ?? '')).sort();
  expect(rows.map(({ firstId, secondId, kind }) => [[firstId, secondId].sort(), kind])).toEqual([
    [pair, 'copy'],
  ]);
});
