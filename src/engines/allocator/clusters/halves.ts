/** Parts members in two by where they point: spherical 2-means (Dhillon and Modha, 2001). */
import { combined, dot, normalised } from '../vector';
import type { Member } from './cluster-store';

const mostRounds = 12;

/** @returns the larger half with whoever is pinned, and the other one; null when one of them would be empty */
export function halves(members: readonly Member[]): [Member[], Member[]] | null {
  const [first] = members;
  if (!first) return null;
  // Two that lie far apart: the farthest from any one, and the farthest from that.
  const a = farthestFrom(first.vector, members);
  const b = farthestFrom(a, members);
  let centres: [Float32Array, Float32Array] = [a, b];
  let sides = members.map(() => false);
  for (let round = 0; round < mostRounds; round++) {
    const [left, right] = centres;
    const now = members.map(({ vector }) => dot(vector, right) > dot(vector, left));
    if (round > 0 && now.every((side, k) => side === sides[k])) break;
    sides = now;
    if (!sides.includes(true) || !sides.includes(false)) return null;
    centres = [centreOf(members, sides, false), centreOf(members, sides, true)];
  }
  const right = sides.filter(Boolean).length;
  const largerIsRight = right * 2 > members.length;
  const stays = (k: number) => sides[k] === largerIsRight || members[k]?.pinned === true;
  const staying = members.filter((_, k) => stays(k));
  const leaving = members.filter((_, k) => !stays(k));
  return leaving.length === 0 ? null : [staying, leaving];
}

function farthestFrom(from: Float32Array, members: readonly Member[]): Float32Array {
  return members.reduce(
    (best, { vector }) => {
      const cosine = dot(from, vector);
      return cosine < best.cosine ? { vector, cosine } : best;
    },
    { vector: from, cosine: Infinity },
  ).vector;
}

function centreOf(members: readonly Member[], sides: readonly boolean[], side: boolean): Float32Array {
  const vectors = members.filter((_, k) => sides[k] === side).map(({ vector }) => vector);
  const [first = new Float32Array(), ...rest] = vectors;
  return normalised(rest.reduce((sum, vector) => combined(1, sum, 1, vector), first));
}
