/** Reads the ids of all runs a filter matches, for acts on more than what is on screen. */
import type { JobFilter } from '#contract/jobs';
import { client } from '../../shell/api';

const pageLimit = 500;
/** The contract takes so many ids in one act. */
export const mostIds = 100_000;

/** In the order of acceptance, so that runs that come meanwhile do not shift the pages. */
export async function collectIds(filter: JobFilter, signal: AbortSignal): Promise<string[]> {
  const ids = new Set<string>();
  for (let offset = 0; offset < mostIds; offset += pageLimit) {
    const page = await client.jobs.page.query(
      { filter, sort: { key: 'acceptedAt', descending: false }, offset, limit: pageLimit },
      { signal },
    );
    for (const row of page.rows) ids.add(row.id);
    if (page.rows.length < pageLimit) break;
  }
  return [...ids];
}
