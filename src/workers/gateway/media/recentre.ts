/** A cluster made anew from its members: its centre is the direction of their sum. A pure function. */
import type { Cluster, Member } from '../../../engines/allocator/clusters/cluster-store';
import { dot, normalised } from '../../../engines/allocator/vector';

/** @returns the cluster with centre, norm and size of these members; there must be one at least */
export function recentred(cluster: Cluster, members: readonly Pick<Member, 'vector'>[]): Cluster {
  const sum = new Float32Array(cluster.centroid.length);
  for (const { vector } of members)
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (vector[k] ?? 0);
  return { ...cluster, centroid: normalised(sum), sumNorm: Math.sqrt(dot(sum, sum)), size: members.length };
}
