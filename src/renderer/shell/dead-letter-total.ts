/** How many dead letters there are: the badge of the navigation, read once and then pushed. */
import { queryOptions } from '@tanstack/react-query';
import { client } from './api';

export const deadLetterTotal = queryOptions({
  queryKey: ['dead-letter-total'],
  queryFn: async ({ signal }) => (await client.deadLetters.page.query({ limit: 1 }, { signal })).total,
  staleTime: Infinity,
});
