/** Two at a time, answers in order: while one waits for its decoder the other computes, and no more is held in memory. */
export async function inTwos<In, Out>(
  items: readonly In[],
  work: (item: In, index: number) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  let next = 0;
  let failed = false;
  async function go(): Promise<void> {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        answers[index] = await work(items[index] as In, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  // Both have ended before a failure is told: nothing goes on behind the caller's back.
  const ends = await Promise.allSettled([go(), go()]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return answers;
}
