/** Pairs that look alike, decided together and taken back together. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { editPicture, makePicture } from '../fixtures/make-picture';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { upload } from '../helpers/uploads';

const originals = 3;
const copyWidthsPx = [500, 400];
const pairs = 3 * originals;
const kinds = ['exact', 'copy', 'edit', 'burst', 'raw-pair'] as const;
const assets = originals * (1 + copyWidthsPx.length);
let instance: TestInstance;

beforeAll(async () => {
  instance = await startInstance({ env: { FLIGHTLINE_MEDIA_EXTRAS: 'false' } });
  for (let seed = 1; seed <= originals; seed++) {
    const picture = await makePicture({ seed });
    const copies = await Promise.all(
      copyWidthsPx.map((widthPx) => editPicture(picture, { widthPx, quality: 50 })),
    );
    const files = [picture, ...copies].map((bytes, k) => ({
      fileName: `${seed}-${k}.jpg`,
      content: new Uint8Array(bytes),
    }));
    await upload(instance, files, '?engine=allocator');
  }
  await until('all pairs', async () => (await openCount()) === pairs);
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

const key = () => ({ key: randomUUID() });
const openCount = async () => (await instance.api.media.pairs.query({})).total;
const shown = async () => (await instance.api.media.gallery.query({})).total;
const acts = () => instance.api.media.decidedTogether.query();

it('keeps the suggested one of every pair, and takes all of it back but what was decided otherwise since', async () => {
  const { media } = instance.api;
  const mine = key();
  const decided = await media.decidePairs.mutate({ decision: 'suggested', kinds: [...kinds], ...mine });
  expect(decided).toEqual({ actKey: mine.key, decided: pairs, left: 0 });
  expect([await shown(), await openCount()]).toEqual([originals, 0]);
  expect(await acts()).toMatchObject([{ actKey: mine.key, state: 'kept', pairs }]);

  // The same act again is the same answer, not another act.
  expect(await media.decidePairs.mutate({ decision: 'suggested', kinds: [...kinds], ...mine })).toEqual(
    decided,
  );

  const [other] = (await media.pairs.query({ state: 'kept' })).rows;
  await media.decidePair.mutate({ id: other?.id ?? '', decision: { decision: 'both' }, ...key() });
  expect(await media.reopenPairs.mutate({ actKey: mine.key, ...key() })).toEqual({ reopened: pairs - 1 });
  expect([await shown(), await openCount(), await acts()]).toEqual([assets, pairs - 1, []]);
  expect((await media.pairs.query({ state: 'different' })).rows).toMatchObject([{ id: other?.id }]);

  await expect(media.reopenPairs.mutate({ actKey: mine.key, ...key() })).rejects.toThrow(
    /left to be taken back/,
  );
});

it('keeps both of the pairs of one asset, and asks about the others still', async () => {
  const { media } = instance.api;
  const [pair] = (await media.pairs.query({})).rows;
  const assetId = pair?.first.id ?? '';
  const { total: ofIt } = await media.pairs.query({ assetId });
  const before = await openCount();
  const { decided } = await media.decidePairs.mutate({
    decision: 'both',
    kinds: [...kinds],
    assetId,
    ...key(),
  });
  expect(decided).toBe(ofIt);
  expect([await openCount(), await shown()]).toEqual([before - ofIt, assets]);
});
