/** Dead letters under a filter, read in pages as they come on screen. */
import { useMemo } from 'react';
import type { DeadLetter, DeadLetterPage } from '#contract/dead-letters';
import { client, trpc } from '../../../shell/api';
import { pageSize, useWindowed, type Windowed, type WindowedSource } from '../../../shell/use-windowed';
import { filterOf, type FailedSearch } from '../search';

export function useLetters(search: FailedSearch): Windowed<DeadLetter, DeadLetterPage> {
  const { code, engine, fingerprint, q, order } = search;
  const source = useMemo<WindowedSource<DeadLetter, DeadLetterPage>>(() => {
    const query = (offset: number) => ({
      offset,
      limit: pageSize,
      ...filterOf({ code, engine, fingerprint, q }),
      ...(order ? { order } : {}),
    });
    return {
      key: (offset) => trpc.deadLetters.page.queryKey(query(offset)),
      fetch: (offset, signal) => client.deadLetters.page.query(query(offset), { signal }),
    };
  }, [code, engine, fingerprint, q, order]);
  return useWindowed(source);
}
