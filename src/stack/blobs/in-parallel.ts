/** Works through a list with a few at a time; the first error ends it after what has begun. */
export async function inParallel<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const runners = Array.from({ length: width }, async () => {
    for (let step = iterator.next(); step.done !== true; step = iterator.next()) await work(step.value);
  });
  const ends = await Promise.allSettled(runners);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
