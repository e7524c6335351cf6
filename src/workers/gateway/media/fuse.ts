/** Joins the lists of several ways to search into one, by reciprocal rank: a pure function. */

/** Cormack, Clarke and Buettcher 2009: results of different scales join well by 1 / (60 + rank). */
const rankOffset = 60;

/** Best first; what is in several lists comes before what is in one. Ids of the same score keep the order of the lists. */
export function fuse(lists: readonly (readonly string[])[]): { id: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [rank, id] of list.entries())
      scores.set(id, (scores.get(id) ?? 0) + 1 / (rankOffset + rank + 1));
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
