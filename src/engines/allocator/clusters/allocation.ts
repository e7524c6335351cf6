/**
 * Puts assets into clusters as they come (online leader-centroid), and tidies what that order left: clusters that are one are
 * merged, clusters that have drifted apart are split. Chosen over density and linkage graphs because those run together
 * into one as soon as the threshold is a little low: docs/engines/allocator.md.
 */
import { randomUUID } from 'node:crypto';
import type { ModelId } from '#contract/allocator';
import type { Cluster, ClusterStore, ClusterTransaction } from './cluster-store';
import { alone, cohesion, joined, linkage, merged } from './gathering';
import { halves } from './halves';

/** Cosine to the centroid at which an asset joins, unless the settings say otherwise. */
export const defaultThreshold = 0.72;
/** Clusters are merged when their pairs are on average this close, a little less than the threshold. */
const mergeBelowThreshold = 0.04;
/** Clusters whose members are on average farther from the centroid are split. */
const splitBelowThreshold = 0.07;
const mostMembers = 5000;
const neighbours = 8;
/** Clusters tidied in one transaction, so that others need not wait long. */
const tidiedAtOnce = 20;

export interface Placed {
  clusterId: string;
  /** To the centroid as it was; 1 for a cluster of its own. */
  cosine: number;
  isNew: boolean;
}

/** Puts an asset where it belongs; one that has a place keeps it. */
export async function allocate(
  tx: Pick<ClusterTransaction, 'placeOf' | 'nearest' | 'save' | 'assign'>,
  asset: { assetId: string; model: ModelId; vector: Float32Array },
  threshold: number,
): Promise<Placed> {
  const { assetId, model, vector } = asset;
  const place = await tx.placeOf(model, assetId);
  if (place) return { clusterId: place.clusterId, cosine: 1, isNew: false };
  const [nearest] = await tx.nearest(model, vector, 1);
  const fits = nearest && nearest.cosine >= threshold && nearest.cluster.size < mostMembers;
  const cluster: Cluster = fits
    ? joined(nearest.cluster, vector)
    : { id: randomUUID(), model, pinned: false, ...alone(vector) };
  await tx.save(cluster);
  await tx.assign(cluster, [{ assetId, pinned: false }]);
  return { clusterId: cluster.id, cosine: fits ? nearest.cosine : 1, isNew: !fits };
}

export interface Tidied {
  looked: number;
  merged: number;
  split: number;
}

export interface TidyOptions {
  model: ModelId;
  threshold: number;
  signal: AbortSignal;
  onProgress?: (sum: Tidied) => void;
}

/** Looks at every cluster that changed since it was last looked at. May be broken off anywhere. */
export async function tidy(store: ClusterStore, options: TidyOptions): Promise<Tidied> {
  const sum: Tidied = { looked: 0, merged: 0, split: 0 };
  for (;;) {
    options.signal.throwIfAborted();
    const done = await store.transaction((tx) => tidySome(tx, options));
    sum.looked += done.looked;
    sum.merged += done.merged;
    sum.split += done.split;
    options.onProgress?.(sum);
    if (done.looked < tidiedAtOnce) return sum;
  }
}

async function tidySome(tx: ClusterTransaction, { model, threshold }: TidyOptions): Promise<Tidied> {
  const touched = await tx.touched(model, tidiedAtOnce);
  const tidied = new Set<string>();
  const sum: Tidied = { looked: touched.length, merged: 0, split: 0 };
  for (const { id } of touched) {
    // An earlier one of these may have taken it in.
    const cluster = await tx.find(id);
    if (!cluster) continue;
    tidied.add(id);
    if (cluster.pinned) continue;
    const grown = await mergeNeighbours(tx, cluster, threshold);
    sum.merged += grown.merged;
    // What came out of a split is tidy, or it would be merged again.
    const parts = await splitLoose(tx, grown.cluster, threshold);
    sum.split += parts.length;
    parts.forEach((part) => tidied.add(part));
  }
  await tx.tidied([...tidied]);
  return sum;
}

async function mergeNeighbours(tx: ClusterTransaction, cluster: Cluster, threshold: number) {
  let grown = cluster;
  let count = 0;
  const near = await tx.nearest(cluster.model, cluster.centroid, neighbours);
  for (const { cluster: other, cosine } of near) {
    if (other.id === cluster.id || other.pinned || cosine < threshold) continue;
    if (grown.size + other.size > mostMembers) continue;
    // A single asset joins as it would if it came now.
    const isSingle = Math.min(grown.size, other.size) === 1;
    if (!isSingle && linkage(grown, other) < threshold - mergeBelowThreshold) continue;
    grown = merged(grown, other);
    const members = await tx.members(other.id);
    await tx.save(grown);
    await tx.assign(grown, members);
    await tx.remove(other.id);
    count += 1;
  }
  return { cluster: grown, merged: count };
}

/** @returns the ids of what came out, none when it holds together */
async function splitLoose(tx: ClusterTransaction, cluster: Cluster, threshold: number): Promise<string[]> {
  if (cluster.size < 4 || cohesion(cluster) >= threshold - splitBelowThreshold) return [];
  return splitInTwo(tx, cluster);
}

/**
 * Parts a cluster where it is widest. The larger half, and whoever was put there by hand, stays under its id.
 * @returns the ids of both halves; none when its members cannot be told apart
 */
export async function splitInTwo(tx: ClusterTransaction, cluster: Cluster): Promise<string[]> {
  const members = await tx.members(cluster.id);
  const parted = halves(members);
  if (!parted) return [];
  const [staying, leaving] = parted;
  const other: Cluster = { id: randomUUID(), model: cluster.model, pinned: false, ...sumOf(leaving) };
  await tx.save({ ...cluster, ...sumOf(staying) });
  await tx.save(other);
  await tx.assign(other, leaving);
  return [cluster.id, other.id];
}

export function sumOf(members: readonly { vector: Float32Array }[]) {
  const [first, ...rest] = members.map(({ vector }) => vector);
  if (!first) throw new Error('A cluster has one member at least.');
  return rest.reduce((sum, vector) => joined(sum, vector), alone(first));
}
