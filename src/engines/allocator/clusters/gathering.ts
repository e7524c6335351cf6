/** The arithmetic of clusters. The sum of the members' vectors is all it needs: no member has to be read. */
import { combined, dot, normalised } from '../vector';
import type { Cluster } from './cluster-store';

type Sum = Pick<Cluster, 'centroid' | 'sumNorm' | 'size'>;

function fromSum(sum: Float32Array, size: number): Sum {
  return { centroid: normalised(sum), sumNorm: Math.sqrt(dot(sum, sum)), size };
}

export function alone(vector: Float32Array): Sum {
  return { centroid: vector, sumNorm: 1, size: 1 };
}

/** @param vector of length 1 */
export function joined<T extends Sum>(cluster: T, vector: Float32Array): T {
  return { ...cluster, ...fromSum(combined(cluster.sumNorm, cluster.centroid, 1, vector), cluster.size + 1) };
}

/** All of `other` in `cluster`. */
export function merged<T extends Sum>(cluster: T, other: Sum): T {
  const sum = combined(cluster.sumNorm, cluster.centroid, other.sumNorm, other.centroid);
  return { ...cluster, ...fromSum(sum, cluster.size + other.size) };
}

/** Mean cosine of the members and the centroid, 0..1. */
export const cohesion = ({ sumNorm, size }: Sum) => sumNorm / size;

/** Mean cosine over all pairs of one member of each: average linkage, exactly. */
export function linkage(a: Sum, b: Sum): number {
  return (a.sumNorm / a.size) * (b.sumNorm / b.size) * dot(a.centroid, b.centroid);
}
