/** Connection profiles. */
import { z } from 'zod';
import { ProfileInput, ProfileName, localProfile } from '../profiles';
import { actOf, keyed, query, t } from './procedures';

const AnyName = z.union([ProfileName, z.literal(localProfile)]);

export const profiles = t.router({
  list: query.query(({ ctx }) => ctx.services.profiles.list()),
  test: query
    .input(z.object({ profile: z.union([ProfileName, ProfileInput]) }))
    .query(({ ctx, input }) => ctx.services.profiles.test(input.profile)),
  save: query
    .input(z.object({ profile: ProfileInput, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.profiles.save(input.profile, actOf(ctx, input))),
  remove: query
    .input(z.object({ name: ProfileName, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.profiles.remove(input.name, actOf(ctx, input))),
  use: query
    .input(z.object({ name: AnyName, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.profiles.use(input.name, ctx.actor)),
});
