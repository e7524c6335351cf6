/** By id, in their order; of those with the same id the first, as if they had come one after the other. */
export function firstOfEach<Job extends { id: string }>(jobs: readonly Job[]): Map<string, Job> {
  const first = new Map<string, Job>();
  for (const job of jobs) if (!first.has(job.id)) first.set(job.id, job);
  return first;
}
