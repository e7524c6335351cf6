/** How well copies are told from other pictures, and assets put together: edits of pictures that the model never saw. */
import sharp from 'sharp';
import { builtInModel, embeddingDims } from '../../../src/contract/allocator';
import { allocate, defaultThreshold, tidy } from '../../../src/engines/allocator/clusters/allocation';
import type { AssetFacts } from '../../../src/engines/allocator/duplicates/duplicate-source';
import { judge } from '../../../src/engines/allocator/duplicates/judge';
import { builtInFacts } from '../../../src/engines/allocator/embedding/built-in';
import { hashDistance } from '../../../src/engines/media/picture/perceptual-hash';
import { dot, unpackVector } from '../../../src/engines/allocator/vector';
import { makeRandom } from '../../fixtures/make-flight';
import { runMedia } from '../../helpers/media';
import { MemoryClusters } from '../../helpers/memory-clusters';
import { edits } from '../../helpers/picture-edits';
import { unseenPictures } from '../../helpers/real-pictures';
import type { BenchRow } from '../bench-row';
import { median, sorted } from './numbers';

const orders = 5;
const falsePositiveRate = 0.002;

interface Seen {
  source: number;
  edit: string;
  vector: Float32Array;
  facts: AssetFacts;
}

async function seen(bytes: Uint8Array, source: number, edit: string): Promise<Seen> {
  const { output } = await runMedia(bytes, { fileName: `${source}.jpg` });
  return {
    source,
    edit,
    vector: unpackVector(output.embeddings[0]?.vector ?? '', embeddingDims),
    facts: { ...output, id: `${source}-${edit}`, fileName: `${source}.jpg`, importedAt: 0 },
  };
}

async function library(): Promise<Seen[]> {
  const all: Seen[] = [];
  for (const [source, file] of (await unseenPictures()).entries()) {
    const bytes = await sharp(file)
      .flatten({ background: '#fff' })
      .resize(640, 640, { fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer();
    all.push(await seen(bytes, source, 'original'));
    for (const [edit, change] of Object.entries(edits))
      all.push(await seen(await change(bytes), source, edit));
  }
  return all;
}

/** The higher the likelier: what the near-duplicate search goes by, as one figure. */
function likeness(a: Seen, b: Seen): number {
  const bits = hashDistance(a.facts.fingerprint.phash, b.facts.fingerprint.phash);
  return Math.max(dot(a.vector, b.vector), bits <= 8 ? 1 - bits / 64 : 0);
}

function recallRows(all: readonly Seen[]): BenchRow[] {
  const originals = all.filter(({ edit }) => edit === 'original');
  const unrelated = sorted(originals.flatMap((a, k) => originals.slice(k + 1).map((b) => likeness(a, b))));
  const threshold = unrelated[Math.floor(unrelated.length * (1 - falsePositiveRate))] ?? 1;
  const edited = all.filter(({ edit }) => edit !== 'original');
  const of = (source: number) => originals.find((original) => original.source === source) as Seen;
  const share = (some: readonly Seen[], found: (a: Seen) => boolean) =>
    some.filter(found).length / some.length;
  const aboveThreshold = (a: Seen) => likeness(a, of(a.source)) > threshold;
  const perEdit = Object.keys(edits).map((edit) => {
    const found = share(
      edited.filter((one) => one.edit === edit),
      aboveThreshold,
    );
    return `${edit} ${found.toFixed(2)}`;
  });
  const judged = (a: Seen, b: Seen) =>
    judge(a.facts, b.facts, {
      cosine: dot(a.vector, b.vector),
      nearDuplicate: builtInFacts.nearDuplicate,
    }) !== null;
  const wrong = originals.flatMap((a, k) => originals.slice(k + 1).filter((b) => judged(a, b))).length;
  return [
    {
      measure: 'near_dup_recall',
      value: share(edited, aboveThreshold),
      unit: 'share',
      target: 0.9,
      runs: 1,
      note: `at a false-positive rate of 0.2 % (likeness ${threshold.toFixed(2)}), ${originals.length} pictures: ${perEdit.join(', ')}`,
    },
    {
      measure: 'near_dup_recall_as_judged',
      value: share(edited, (a) => judged(a, of(a.source))),
      unit: 'share',
      runs: 1,
      note: `with the thresholds of the product; ${wrong} of ${unrelated.length} unrelated pairs are called near-duplicates`,
    },
  ];
}

/** Precision, recall and F1 over all pairs of assets. */
function pairwise(groups: readonly string[][]) {
  const source = (id: string) => id.split('-')[0];
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const bySource = new Map<string, number>();
  let together = 0;
  let right = 0;
  for (const ids of groups) {
    together += pairs(ids.length);
    const counts = new Map<string, number>();
    for (const id of ids) {
      const key = source(id) ?? '';
      counts.set(key, (counts.get(key) ?? 0) + 1);
      bySource.set(key, (bySource.get(key) ?? 0) + 1);
    }
    for (const count of counts.values()) right += pairs(count);
  }
  const wanted = [...bySource.values()].reduce((sum, count) => sum + pairs(count), 0);
  const [precision, recall] = [right / together, right / wanted];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

async function allocationRow(all: readonly Seen[]): Promise<BenchRow> {
  const results: ReturnType<typeof pairwise>[] = [];
  for (let order = 0; order < orders; order++) {
    const random = makeRandom(order + 1);
    const shuffled = all
      .map((one) => ({ one, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
    const store = new MemoryClusters(new Map(shuffled.map(({ facts, vector }) => [facts.id, vector])));
    for (const { facts, vector } of shuffled)
      await allocate(store, { assetId: facts.id, model: builtInModel, vector }, defaultThreshold);
    const { signal } = new AbortController();
    await tidy(store, { model: builtInModel, threshold: defaultThreshold, signal });
    results.push(pairwise(store.groups()));
  }
  const of = (key: 'precision' | 'recall' | 'f1') => median(results.map((result) => result[key]));
  return {
    measure: 'allocation_f1',
    value: of('f1'),
    unit: 'F1',
    target: 0.8,
    runs: orders,
    note: `pairs of ${all.length} assets at ${defaultThreshold}, in ${orders} orders; precision ${of('precision').toFixed(2)}, recall ${of('recall').toFixed(2)}`,
  };
}

export async function allocationRows(): Promise<BenchRow[]> {
  const all = await library();
  return [...recallRows(all), await allocationRow(all)];
}
