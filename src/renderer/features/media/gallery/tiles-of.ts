/** The assets of a section of the gallery, kept for a minute. */
import { queryOptions } from '@tanstack/react-query';
import type { SectionQuery } from '#contract/media/assets';
import { client, trpc } from '../../../shell/api';

export const tilesOf = (query: SectionQuery) =>
  queryOptions({
    queryKey: trpc.media.section.queryKey(query),
    queryFn: ({ signal }) => client.media.section.query(query, { signal }),
    staleTime: 60_000,
  });
