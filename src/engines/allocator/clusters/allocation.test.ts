/** Allocation as assets come, tidying, and arranging anew, over made vectors. */
import { describe, expect, it } from 'vitest';
import { MemoryClusters } from '../../../../test/helpers/memory-clusters';
import { vectorMaker } from '../../../../test/helpers/made-vectors';
import { dot } from '../vector';
import { allocate, defaultThreshold, splitInTwo, sumOf, tidy } from './allocation';
import { cohesion } from './gathering';
import { rebuild } from './rebuild';

const model = 'mnv2-140-v2';
const threshold = defaultThreshold;
const { signal } = new AbortController();

/** `groups` scenes of `each` pictures, which lie `cosine` from the middle of their scene, shuffled. */
function library(seed: number, { groups = 8, each = 6, cosine = 0.92 } = {}) {
  const { direction, near, random } = vectorMaker(seed);
  const entries: [string, Float32Array][] = [];
  for (let g = 0; g < groups; g++) {
    const middle = direction();
    for (let k = 0; k < each; k++) entries.push([`${g}-${k}`, near(middle, cosine)]);
  }
  const shuffled = entries
    .map((entry) => ({ entry, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
  return new Map(shuffled);
}

async function filled(vectors: ReadonlyMap<string, Float32Array>): Promise<MemoryClusters> {
  const store = new MemoryClusters(vectors);
  for (const [assetId, vector] of vectors) await allocate(store, { assetId, model, vector }, threshold);
  return store;
}

const scenesOf = (groups: string[][]) => groups.map((ids) => new Set(ids.map((id) => id.split('-')[0])).size);

function expectSound(store: MemoryClusters): void {
  for (const cluster of store.clusters.values()) {
    const members = store.idsIn(cluster.id).map((id) => ({ vector: store.vectors.get(id) as Float32Array }));
    expect(cluster.size).toBe(members.length);
    const sum = sumOf(members);
    expect(dot(sum.centroid, cluster.centroid)).toBeCloseTo(1, 4);
    expect(cluster.sumNorm).toBeCloseTo(sum.sumNorm, 3);
  }
}

describe('allocate', () => {
  it('puts pictures of one scene together, and those of others elsewhere, in whatever order', async () => {
    for (const seed of [1, 2, 3]) {
      const store = await filled(library(seed));
      expect(store.groups()).toHaveLength(8);
      expect(new Set(scenesOf(store.groups()))).toEqual(new Set([1]));
      expectSound(store);
    }
  });

  it('leaves an asset that has a place where it is', async () => {
    const vectors = library(4, { groups: 2 });
    const store = await filled(vectors);
    const before = store.groups();
    for (const [assetId, vector] of vectors) {
      const again = await allocate(store, { assetId, model, vector }, threshold);
      expect(again.isNew).toBe(false);
    }
    expect(store.groups()).toEqual(before);
    expectSound(store);
  });

  it('joins at the threshold and not below', async () => {
    const { direction, near } = vectorMaker(5);
    const first = direction();
    for (const [cosine, isNew] of [
      [0.73, false],
      [0.71, true],
    ] as const) {
      const second = near(first, cosine);
      const store = await filled(new Map([['a', first]]));
      expect(await allocate(store, { assetId: 'b', model, vector: second }, threshold)).toMatchObject({
        isNew,
      });
    }
  });
});

describe('tidy', () => {
  it('merges clusters that are one, and asks nothing of those that did not change', async () => {
    const vectors = library(6, { groups: 1, each: 8, cosine: 0.9 });
    const store = new MemoryClusters(vectors);
    const ids = [...vectors.keys()];
    for (const [id, half] of [ids.slice(0, 4), ids.slice(4)].entries()) {
      const members = half.map((assetId) => ({
        assetId,
        pinned: false,
        vector: vectors.get(assetId) as Float32Array,
      }));
      await store.save({ id: `c${id}`, model, pinned: false, ...sumOf(members) });
      await store.assign({ id: `c${id}` }, members);
    }
    expect(await tidy(store, { model, threshold, signal })).toMatchObject({ merged: 1, split: 0 });
    expect(store.groups()).toHaveLength(1);
    expectSound(store);
    expect(await tidy(store, { model, threshold, signal })).toEqual({ looked: 0, merged: 0, split: 0 });
  });

  it('splits a cluster of two scenes, once', async () => {
    const vectors = library(7, { groups: 2, each: 5 });
    const store = new MemoryClusters(vectors);
    const members = [...vectors].map(([assetId, vector]) => ({ assetId, vector, pinned: false }));
    await store.save({ id: 'both', model, pinned: false, ...sumOf(members) });
    await store.assign({ id: 'both' }, members);
    expect(await tidy(store, { model, threshold, signal })).toMatchObject({ split: 2 });
    expect(scenesOf(store.groups())).toEqual([1, 1]);
    expectSound(store);
    expect((await tidy(store, { model, threshold, signal })).looked).toBe(0);
  });

  it('touches no pinned cluster', async () => {
    const vectors = library(8, { groups: 2, each: 5 });
    const store = new MemoryClusters(vectors);
    const members = [...vectors].map(([assetId, vector]) => ({ assetId, vector, pinned: false }));
    await store.save({ id: 'mine', model, pinned: true, ...sumOf(members) });
    await store.assign({ id: 'mine' }, members);
    expect(await tidy(store, { model, threshold, signal })).toMatchObject({ merged: 0, split: 0 });
    expect(store.groups()).toHaveLength(1);
  });

  it('keeps in place who was put there by hand when a cluster is split', async () => {
    const vectors = library(9, { groups: 2, each: 5 });
    const store = new MemoryClusters(vectors);
    const members = [...vectors].map(([assetId, vector]) => ({ assetId, vector, pinned: assetId === '0-0' }));
    const cluster = { id: 'both', model, pinned: false, ...sumOf(members) };
    await store.save(cluster);
    await store.assign({ id: 'both' }, members);
    expect(await splitInTwo(store, cluster)).toHaveLength(2);
    expect(store.idsIn('both')).toContain('0-0');
    expectSound(store);
  });

  it('stops between its steps when it is told to', async () => {
    const store = await filled(library(10));
    const stopped = AbortSignal.abort(new Error('stop'));
    await expect(tidy(store, { model, threshold, signal: stopped })).rejects.toThrow('stop');
  });
});

describe('rebuild', () => {
  it('gives the same scenes, under the ids that they had', async () => {
    const store = await filled(library(11));
    const ids = new Set(store.clusters.keys());
    expect(await rebuild(store, { model, threshold, pinned: [], signal })).toBe(8);
    expect(new Set(store.clusters.keys())).toEqual(ids);
    expect(new Set(scenesOf(store.groups()))).toEqual(new Set([1]));
    expectSound(store);
  });

  it('leaves pinned clusters and pinned assets where they are, and takes others in', async () => {
    const vectors = library(12, { groups: 3, each: 4 });
    const store = await filled(new Map([...vectors].filter(([id]) => id !== '0-3')));
    const whole = new MemoryClusters(vectors);
    for (const cluster of store.clusters.values()) {
      await whole.save(cluster);
      await whole.assign(
        cluster,
        store.idsIn(cluster.id).map((assetId) => ({ assetId, pinned: false })),
      );
    }
    const mine = [...store.clusters.values()].find(({ id }) => store.idsIn(id).includes('0-0'));
    const other = [...store.clusters.values()].find(({ id }) => store.idsIn(id).includes('1-0'));
    if (!mine || !other) throw new Error('There are no such clusters.');
    await whole.assign(other, [{ assetId: '2-0', pinned: true }]);
    await rebuild(whole, { model, threshold, pinned: [{ ...mine, pinned: true }], signal });
    expect(whole.idsIn(mine.id).sort()).toEqual(['0-0', '0-1', '0-2', '0-3']);
    expect(whole.clusters.get(mine.id)?.pinned).toBe(true);
    expect(whole.idsIn(other.id)).toContain('2-0');
    expectSound(whole);
  });

  it('changes nothing when it is broken off', async () => {
    const store = await filled(library(13));
    const before = store.groups();
    const stopped = AbortSignal.abort(new Error('stop'));
    await expect(rebuild(store, { model, threshold, pinned: [], signal: stopped })).rejects.toThrow('stop');
    expect(store.groups()).toEqual(before);
  });

  it('finds what a search of all would find', async () => {
    const { direction, near } = vectorMaker(14);
    const { CentroidIndex } = await import('./centroid-index');
    const index = new CentroidIndex(512);
    const vectors = Array.from({ length: 1500 }, direction);
    vectors.forEach((vector) => index.add(vector));
    for (let k = 0; k < 200; k++) {
      const cosine = 0.72 + (k % 20) * 0.01;
      const found = index.nearest(near(vectors[k * 7] as Float32Array, cosine), 0.715);
      expect(found?.index).toBe(k * 7);
      expect(found?.cosine).toBeCloseTo(cosine, 4);
    }
    expect(index.nearest(direction(), 0.7)).toBeNull();
  });
});

describe('cohesion', () => {
  it('is the mean cosine of members and centroid', () => {
    const vectors = [...library(15, { groups: 1 }).values()].map((vector) => ({ vector }));
    const cluster = sumOf(vectors);
    const mean = vectors.reduce((sum, { vector }) => sum + dot(vector, cluster.centroid), 0) / vectors.length;
    expect(cohesion(cluster)).toBeCloseTo(mean, 4);
  });
});
