/** Clusters kept in memory, for tests and benchmarks of allocation. */
import type {
  Cluster,
  ClusterStore,
  ClusterTransaction,
  Member,
} from '../../src/engines/allocator/clusters/cluster-store';
import { dot } from '../../src/engines/allocator/vector';

export class MemoryClusters implements ClusterStore, ClusterTransaction {
  readonly clusters = new Map<string, Cluster>();
  private readonly places = new Map<string, { clusterId: string; pinned: boolean }>();
  private readonly touchedIds = new Set<string>();

  constructor(readonly vectors: ReadonlyMap<string, Float32Array>) {}

  /** Assets by cluster, smallest id first. */
  groups(): string[][] {
    return [...this.clusters.keys()].map((id) => this.idsIn(id).sort());
  }

  idsIn(clusterId: string): string[] {
    return [...this.places].flatMap(([id, place]) => (place.clusterId === clusterId ? [id] : []));
  }

  transaction<T>(work: (tx: ClusterTransaction) => Promise<T>): Promise<T> {
    return work(this);
  }

  nearest(model: string, vector: Float32Array, limit: number) {
    const found = [...this.clusters.values()]
      .filter((cluster) => cluster.model === model)
      .map((cluster) => ({ cluster, cosine: dot(cluster.centroid, vector) }));
    return Promise.resolve(found.sort((a, b) => b.cosine - a.cosine).slice(0, limit));
  }

  find(id: string) {
    return Promise.resolve(this.clusters.get(id) ?? null);
  }

  placeOf(_: string, assetId: string) {
    return Promise.resolve(this.places.get(assetId) ?? null);
  }

  members(id: string) {
    return Promise.resolve(this.idsIn(id).map((assetId) => this.member(assetId)));
  }

  save(cluster: Cluster) {
    this.clusters.set(cluster.id, cluster);
    this.touchedIds.add(cluster.id);
    return Promise.resolve();
  }

  remove(id: string) {
    if (this.idsIn(id).length > 0) throw new Error(`Cluster ${id} still has members.`);
    this.clusters.delete(id);
    this.touchedIds.delete(id);
    return Promise.resolve();
  }

  assign({ id }: Pick<Cluster, 'id'>, members: readonly { assetId: string; pinned: boolean }[]) {
    for (const { assetId, pinned } of members) this.places.set(assetId, { clusterId: id, pinned });
    return Promise.resolve();
  }

  touched(model: string, limit: number) {
    const found = [...this.touchedIds].flatMap((id) => this.clusters.get(id) ?? []);
    return Promise.resolve(found.filter((cluster) => cluster.model === model).slice(0, limit));
  }

  tidied(ids: readonly string[]) {
    ids.forEach((id) => this.touchedIds.delete(id));
    return Promise.resolve();
  }

  async *everyMember() {
    for (const assetId of this.vectors.keys())
      yield await Promise.resolve({
        ...this.member(assetId),
        clusterId: this.places.get(assetId)?.clusterId ?? null,
      });
  }

  replaceAll(
    _: string,
    arrangement: readonly { cluster: Cluster; members: readonly { assetId: string; pinned: boolean }[] }[],
  ) {
    this.clusters.clear();
    this.places.clear();
    this.touchedIds.clear();
    for (const { cluster, members } of arrangement) {
      this.clusters.set(cluster.id, cluster);
      for (const { assetId, pinned } of members) this.places.set(assetId, { clusterId: cluster.id, pinned });
    }
    return Promise.resolve();
  }

  private member(assetId: string): Member {
    const vector = this.vectors.get(assetId);
    if (!vector) throw new Error(`No asset ${assetId}.`);
    return { assetId, vector, pinned: this.places.get(assetId)?.pinned ?? false };
  }
}
