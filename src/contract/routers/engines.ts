/** Engines' own questions and acts. */
import { EngineQuestion } from '../engine';
import { actOf, keyed, query, t } from './procedures';

export const engines = t.router({
  query: query
    .input(EngineQuestion)
    .query(({ ctx, input, signal }) => ctx.services.engines.query(input, signal)),
  act: query.input(EngineQuestion.extend(keyed)).mutation(({ ctx, input }) => {
    const { key: _key, ...question } = input;
    return ctx.services.engines.act(question, actOf(ctx, input));
  }),
});
