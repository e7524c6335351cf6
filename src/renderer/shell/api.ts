/** The one client of the gateway and the one cache of what it said. */
import { createTRPCClient, wsLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { QueryClient, notifyManager } from '@tanstack/react-query';
import type { Router } from '#contract/router';
import { drawTogether } from '../ui/draw-together';
import { connectionLink } from './connection-link';
import { pipe } from './pipe';
import { isPassing } from './problem';

const mostRetries = 8;

notifyManager.setScheduler(drawTogether);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The gateway is on loopback or behind a port: the browser's idea of being online says nothing about it.
      networkMode: 'always',
      staleTime: 5000,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < mostRetries && isPassing(error),
      retryDelay: (attempt) => Math.min(300 * 2 ** attempt, 2000),
    },
    // Never replayed: the operator decides, and the idempotency key makes a second try harmless.
    mutations: { networkMode: 'always', retry: false },
  },
});

export const client = createTRPCClient<Router>({ links: [connectionLink(), wsLink({ client: pipe })] });

export const trpc = createTRPCOptionsProxy<Router>({ client, queryClient });
