/** How many alerts fire and are not silenced: the badge of the navigation, read once and then pushed. */
import { queryOptions } from '@tanstack/react-query';
import { client } from './api';

export const alertCount = queryOptions({
  queryKey: ['alert-count'],
  queryFn: ({ signal }) => client.alerts.firing.query(undefined, { signal }),
  staleTime: Infinity,
});
