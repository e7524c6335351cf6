/** What the address of the runs page holds: filter and sort. Unknown values are dropped, never an error. */
import { z } from 'zod';
import { JobState, jobSortKeys, type JobFilter, type JobSort } from '#contract/jobs';
import { Lane } from '#contract/queues';

export const RunsSearch = z.object({
  states: z.array(JobState).optional().catch(undefined),
  engine: z.string().max(40).optional().catch(undefined),
  lane: Lane.optional().catch(undefined),
  batch: z.string().max(100).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  sort: z.enum(jobSortKeys).optional().catch(undefined),
  asc: z.boolean().optional().catch(undefined),
});
export type RunsSearch = z.infer<typeof RunsSearch>;

/** Without the states: the counts of the state chips are taken under it. */
export function baseFilterOf(search: RunsSearch): JobFilter {
  return {
    ...(search.engine ? { engine: search.engine } : {}),
    ...(search.lane ? { lane: search.lane } : {}),
    ...(search.batch ? { batchId: search.batch } : {}),
    ...(search.q ? { search: search.q } : {}),
  };
}

export function filterOf(search: RunsSearch): JobFilter {
  return { ...baseFilterOf(search), ...(search.states?.length ? { states: search.states } : {}) };
}

export function sortOf(search: RunsSearch): JobSort {
  return { key: search.sort ?? 'acceptedAt', descending: !search.asc };
}

export function toggledState(search: RunsSearch, state: JobState): RunsSearch {
  const states = search.states ?? [];
  const next = states.includes(state) ? states.filter((other) => other !== state) : [...states, state];
  return { ...search, states: next.length > 0 ? next : undefined };
}

/** A click on a header: newest and largest first, names from A; a second click turns it round. */
export function sortedBy(search: RunsSearch, key: JobSort['key']): RunsSearch {
  const now = sortOf(search);
  const asc = now.key === key ? now.descending : key === 'fileName' || key === 'state';
  return { ...search, sort: key, asc: asc || undefined };
}

export function isFiltered(search: RunsSearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}
