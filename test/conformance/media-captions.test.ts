/** Captions in the database: who was asked about what, and words that stand for a description. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  captionCounts,
  captionIfWithout,
  forgetProblems,
  knownTexts,
  setAsideCaptions,
  storeAnswer,
} from '../../src/stack/database/media/captions';
import { migrate } from '../../src/stack/database/migrate';
import { storeAsset, storeTexts } from '../../src/stack/database/media/store-asset';
import { makeVectorTables } from '../../src/stack/database/media/vectors';
import { type Database, openDatabase } from '../../src/stack/database/open';
import { inTransaction } from '../../src/stack/database/transaction';
import { write } from '../../src/stack/database/writes';
import { assetIdOf, assetOf } from '../../src/workers/gateway/media/asset-of';
import { captionOfWords } from '../../src/workers/gateway/media/caption-of-words';
import { makeResult } from '../helpers/media-results';
import { type RunningTarget, migrationsDir, startEmbedded } from './database-targets';

let running: RunningTarget;
let database: Database;

beforeAll(async () => {
  running = await startEmbedded();
  database = await openDatabase(running.address, { poolSize: 2 });
  await migrate(database, migrationsDir);
  expect(await makeVectorTables(database)).toBe(true);
});
afterAll(async () => {
  await database?.close();
  await running?.stop();
});

/** @returns the asset's id */
async function keep(name: string): Promise<string> {
  const output = makeResult({ name, group: 0 });
  const result = { jobId: `job-${name}`, sha256: output.sha256, fileName: name, acceptedAt: 0 };
  await write(database.pool, (writes) => storeAsset(writes, assetOf(result, output, null)));
  return assetIdOf(output.sha256);
}

describe('captions', () => {
  it('captions from words what no model described, and only that', async () => {
    const [asked, described] = [await keep('asked.jpg'), await keep('described.jpg')];
    const none = { model: 'words', caption: null, problem: null, isLabel: true };
    await storeAnswer(database, asked, none);
    const caption = { text: 'A harbour.', keywords: [] };
    await storeAnswer(database, described, { model: 'm', caption, problem: null, isLabel: false });
    const texts = [{ source: 'ocr' as const, text: 'Pier 4\nNo entry' }];
    for (const id of [asked, described])
      await inTransaction(database.pool, async (client) => {
        await write(client, (writes) => storeTexts(writes, id, texts));
        await captionIfWithout(client, id, captionOfWords);
      });
    const captionsOf = async (id: string) =>
      (await knownTexts(database.pool, id)).filter(({ source }) => source === 'caption');
    expect(await captionsOf(asked)).toEqual([
      { source: 'caption', text: 'Text in the picture: “Pier 4 No entry”.' },
    ]);
    expect(await captionsOf(described)).toEqual([{ source: 'caption', text: 'A harbour.' }]);
    const { waiting, ...had } = await captionCounts(database, 'words');
    expect(had).toEqual({ described: 1, labelled: 1, setAside: 0 });
    // The one that was asked in vain is asked again by another model; the described one never.
    expect((await captionCounts(database, 'another')).waiting).toBe(waiting + 1);
    expect((await captionCounts(database, null)).waiting).toBe(0);
  });

  it('lists what was asked about in vain, and forgets that it was', async () => {
    const [blocked, odd] = [await keep('blocked.jpg'), await keep('odd.jpg')];
    const label = { model: 'm', caption: { text: 'A label.', keywords: [] }, isLabel: true };
    for (const [id, problem] of [
      [blocked, 'It was blocked.'],
      [odd, 'No caption.'],
    ] as const)
      await storeAnswer(database, id, { ...label, problem });
    const listed = async () => await setAsideCaptions(database, { limit: 10 });
    expect((await listed()).map(({ assetId, problem }) => [assetId, problem]).sort()).toEqual(
      [
        [blocked, 'It was blocked.'],
        [odd, 'No caption.'],
      ].sort(),
    );
    const { setAside, waiting } = await captionCounts(database, 'm');
    expect(setAside).toBe(2);
    expect(await forgetProblems(database, [blocked])).toBe(1);
    expect(await captionCounts(database, 'm')).toMatchObject({ setAside: 1, waiting: waiting + 1 });
    expect(await forgetProblems(database, null)).toBe(1);
    expect([await listed(), await forgetProblems(database, null)]).toEqual([[], 0]);
    expect((await knownTexts(database.pool, odd)).map(({ text }) => text)).toContain('A label.');
  });
});
