/** Schedules: read, edited, paused, run by hand. */
import { z } from 'zod';
import { CronQuestion, ScheduleHistoryQuery, ScheduleInput } from '../schedules';
import { actOf, id, ids, keyed, one, query, t } from './procedures';

const many = z.object({ ids, ...keyed });

export const schedules = t.router({
  list: query.query(({ ctx }) => ctx.services.schedules.list()),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.schedules.get(input.id)),
  history: query.input(ScheduleHistoryQuery).query(({ ctx, input }) => ctx.services.schedules.history(input)),
  preview: query
    .input(CronQuestion)
    .query(({ ctx, input }) => ctx.services.schedules.preview(input.cron, input.timeZone)),
  acts: query.query(({ ctx }) => ctx.services.schedules.acts()),
  save: query.input(ScheduleInput.extend({ id: id.optional(), ...keyed })).mutation(({ ctx, input }) => {
    const { key, ...schedule } = input;
    return ctx.services.schedules.save(schedule, actOf(ctx, { key }));
  }),
  pause: query
    .input(many)
    .mutation(({ ctx, input }) => ctx.services.schedules.pause(input.ids, actOf(ctx, input))),
  resume: query
    .input(many)
    .mutation(({ ctx, input }) => ctx.services.schedules.resume(input.ids, actOf(ctx, input))),
  remove: query
    .input(many)
    .mutation(({ ctx, input }) => ctx.services.schedules.remove(input.ids, actOf(ctx, input))),
  restore: query
    .input(many)
    .mutation(({ ctx, input }) => ctx.services.schedules.restore(input.ids, actOf(ctx, input))),
  run: query.input(one).mutation(({ ctx, input }) => ctx.services.schedules.run(input.id, actOf(ctx, input))),
});
