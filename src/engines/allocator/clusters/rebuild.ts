/** Arranges all assets of a model anew, as if they had come together; what a hand has arranged stays. */
import { randomUUID } from 'node:crypto';
import type { ModelId } from '#contract/allocator';
import { embeddingDims } from '#contract/allocator';
import type { Cluster, ClusterStore, Member } from './cluster-store';
import { CentroidIndex } from './centroid-index';
import { alone, joined, linkage, merged } from './gathering';

const mergeBelowThreshold = 0.04;
const yieldEvery = 100;

export interface RebuildOptions {
  model: ModelId;
  threshold: number;
  /** Clusters that were named or arranged by hand: they keep their members and take in others. */
  pinned: readonly Cluster[];
  signal: AbortSignal;
  /** How many assets have a place. */
  onProgress?: (done: number) => void;
}

interface Group {
  cluster: Cluster;
  members: { assetId: string; pinned: boolean }[];
  /** Members by the cluster they were in. */
  before: Map<string, number>;
  /** The cluster whose id it must keep. */
  fixedId: string | null;
}

/** @returns how many clusters there are now. Nothing has changed when it throws, or is broken off. */
export async function rebuild(store: ClusterStore, options: RebuildOptions): Promise<number> {
  const { model, threshold, signal } = options;
  const groups: Group[] = [];
  const index = new CentroidIndex(embeddingDims);
  const fixed = new Map<string, Group>();
  const pinned = new Set(options.pinned.map(({ id }) => id));
  const free: (Member & { clusterId: string | null })[] = [];
  // First what stays where it is, so that its clusters are there to be joined.
  for await (const member of store.everyMember(model)) {
    signal.throwIfAborted();
    const { clusterId } = member;
    if (clusterId === null || !(member.pinned || pinned.has(clusterId))) {
      free.push(member);
      continue;
    }
    const group = fixed.get(clusterId);
    if (group) add(group, member, index, groups.indexOf(group));
    else
      fixed.set(
        clusterId,
        open(groups, index, { member, model, fixedId: clusterId, pinned: pinned.has(clusterId) }),
      );
  }
  let done = 0;
  for (const member of free) {
    if (++done % yieldEvery === 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      options.onProgress?.(done);
    }
    const near = index.nearest(member.vector, threshold);
    const group = near && groups[near.index];
    if (near && group) add(group, member, index, near.index);
    else open(groups, index, { member, model, fixedId: null, pinned: false });
  }
  const whole = mergeAlike(groups, index, threshold - mergeBelowThreshold, threshold);
  nameAfterPredecessors(whole);
  signal.throwIfAborted();
  await store.replaceAll(
    model,
    whole.map(({ cluster, members }) => ({ cluster, members })),
  );
  return whole.length;
}

type Known = Member & { clusterId: string | null };

function open(
  groups: Group[],
  index: CentroidIndex,
  given: { member: Known; model: ModelId; fixedId: string | null; pinned: boolean },
): Group {
  const { member, model, fixedId, pinned } = given;
  const { assetId, vector, clusterId } = member;
  const group: Group = {
    cluster: { id: fixedId ?? randomUUID(), model, pinned, ...alone(vector) },
    members: [{ assetId, pinned: member.pinned }],
    before: new Map(clusterId === null ? [] : [[clusterId, 1]]),
    fixedId,
  };
  groups.push(group);
  index.add(vector);
  return group;
}

function add(
  group: Group,
  { assetId, vector, pinned, clusterId }: Known,
  index: CentroidIndex,
  at: number,
): void {
  group.cluster = joined(group.cluster, vector);
  group.members.push({ assetId, pinned });
  if (clusterId !== null) group.before.set(clusterId, (group.before.get(clusterId) ?? 0) + 1);
  index.set(at, group.cluster.centroid);
}

/** Groups that the order of coming has kept apart. */
function mergeAlike(
  groups: readonly Group[],
  index: CentroidIndex,
  leastLinkage: number,
  threshold: number,
): Group[] {
  const gone = new Set<number>();
  groups.forEach((group, at) => {
    if (gone.has(at) || group.fixedId !== null) return;
    for (;;) {
      const near = index.nearest(
        group.cluster.centroid,
        threshold,
        (other) => other === at || gone.has(other) || groups[other]?.fixedId !== null,
      );
      const other = near && groups[near.index];
      if (!near || !other) return;
      const isSingle = Math.min(group.cluster.size, other.cluster.size) === 1;
      if (!isSingle && linkage(group.cluster, other.cluster) < leastLinkage) return;
      group.cluster = merged(group.cluster, other.cluster);
      group.members.push(...other.members);
      for (const [id, count] of other.before) group.before.set(id, (group.before.get(id) ?? 0) + count);
      gone.add(near.index);
      index.set(at, group.cluster.centroid);
    }
  });
  return groups.filter((_, at) => !gone.has(at));
}

/** Each old id goes on with the group that has most of its members, so that addresses and covers still fit. */
function nameAfterPredecessors(groups: readonly Group[]): void {
  const taken = new Set(groups.flatMap(({ fixedId }) => (fixedId === null ? [] : [fixedId])));
  const claims = groups
    .filter(({ fixedId }) => fixedId === null)
    .flatMap((group) => [...group.before].map(([id, count]) => ({ group, id, count })))
    .sort((a, b) => b.count - a.count);
  const named = new Set<Group>();
  for (const { group, id } of claims) {
    if (named.has(group) || taken.has(id)) continue;
    group.cluster = { ...group.cluster, id };
    named.add(group);
    taken.add(id);
  }
}
