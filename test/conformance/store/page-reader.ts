/** Reads pages of jobs the way the router asks for them. */
import type { z } from 'zod';
import { JobPageQuery } from '#contract/jobs';
import type { JobPage } from '#contract/jobs';
import * as jobPages from '../../../src/stack/database/job-pages';
import type { Database } from '../../../src/stack/database/open';

type Query = z.input<typeof JobPageQuery>;

export function pageReader(open: () => Database): {
  page: (query: Query) => Promise<JobPage>;
  idsOn: (query: Query) => Promise<string[]>;
} {
  const page = (query: Query) => jobPages.page(open(), JobPageQuery.parse(query));
  return { page, idsOn: async (query) => (await page(query)).rows.map((row) => row.id) };
}
