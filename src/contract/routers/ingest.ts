/** Files that lie on this machine: taken in by path. */
import { IngestPaths } from '../ingest';
import { actOf, keyed, query, t } from './procedures';

export const ingest = t.router({
  paths: query
    .input(IngestPaths.extend(keyed))
    .mutation(({ ctx, input }) => ctx.services.ingest.paths(input, actOf(ctx, input))),
});
