/** What procedures answer, as it arrives: an `unknown` field may be left out by JSON. */
import type { inferRouterOutputs } from '@trpc/server';
import type { Router } from '#contract/router';

export type JobAnswer = inferRouterOutputs<Router>['jobs']['get'];
