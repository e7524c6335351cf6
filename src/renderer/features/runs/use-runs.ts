/** The runs under a filter, read in pages as they come on screen. */
import { useMemo } from 'react';
import type { JobFilter, JobRow, JobSort } from '#contract/jobs';
import { client, trpc } from '../../shell/api';
import { pageSize, useWindowed, type Windowed, type WindowedSource } from '../../shell/use-windowed';

export function useRuns(filter: JobFilter, sort: JobSort): Windowed<JobRow> {
  const source = useMemo<WindowedSource<JobRow>>(() => {
    const query = (offset: number) => ({ filter, sort, offset, limit: pageSize });
    return {
      key: (offset) => trpc.jobs.page.queryKey(query(offset)),
      fetch: (offset, signal) => client.jobs.page.query(query(offset), { signal }),
    };
  }, [filter, sort]);
  return useWindowed(source);
}
