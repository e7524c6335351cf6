/** What allocation needs from where clusters are kept. The gateway implements it on the database. */
import type { ModelId } from '#contract/allocator';

/**
 * A group of assets that look alike. The sum of its members' vectors is `centroid * sumNorm`; so the mean cosine of
 * members and centroid, its cohesion, is `sumNorm / size`.
 */
export interface Cluster {
  id: string;
  model: ModelId;
  /** Of length 1. */
  centroid: Float32Array;
  sumNorm: number;
  size: number;
  /** Named, or arranged by hand: it is never merged or split without being asked. */
  pinned: boolean;
}

export interface Member {
  assetId: string;
  /** Of length 1: the mean of the asset's frames. */
  vector: Float32Array;
  /** Put here by hand: only a hand takes it away. */
  pinned: boolean;
}

/** All of it sees and leaves one state of the tables. */
export interface ClusterTransaction {
  /** The clusters of a model by cosine of their centroids, nearest first. */
  nearest(
    model: ModelId,
    vector: Float32Array,
    limit: number,
  ): Promise<readonly { cluster: Cluster; cosine: number }[]>;
  find(clusterId: string): Promise<Cluster | null>;
  /** Where an asset lies among the clusters of a model. */
  placeOf(model: ModelId, assetId: string): Promise<{ clusterId: string; pinned: boolean } | null>;
  members(clusterId: string): Promise<readonly Member[]>;
  /** Inserts or replaces; from now on it counts as touched. */
  save(cluster: Cluster): Promise<void>;
  /** It has no members any more. */
  remove(clusterId: string): Promise<void>;
  /** Puts members into a cluster that was saved, out of the one of the same model where they were. */
  assign(
    cluster: Pick<Cluster, 'id' | 'model'>,
    members: readonly Pick<Member, 'assetId' | 'pinned'>[],
  ): Promise<void>;
  /** Clusters of a model that changed since they were last tidied, oldest change first. */
  touched(model: ModelId, limit: number): Promise<readonly Cluster[]>;
  /** They are tidy as they were when `touched` gave them. */
  tidied(clusterIds: readonly string[]): Promise<void>;
}

export interface ClusterStore {
  /** One writer at a time; repeated by the caller if it fails. */
  transaction<T>(work: (tx: ClusterTransaction) => Promise<T>): Promise<T>;
  /** Every asset that has a vector of the model, in the order of import. */
  everyMember(model: ModelId): AsyncIterable<Member & { clusterId: string | null }>;
  /** Puts a whole new arrangement in place of the old one: at once, and only if it is complete. */
  replaceAll(
    model: ModelId,
    arrangement: readonly { cluster: Cluster; members: readonly Pick<Member, 'assetId' | 'pinned'>[] }[],
  ): Promise<void>;
}
