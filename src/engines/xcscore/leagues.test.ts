import { describe, expect, it } from 'vitest';
import { RuleSet, RuleSetList } from '#contract/xcscore';
import { memoryState } from '../../../test/helpers/engine-state';
import { xcscore } from './engine';
import { chosenRuleSets } from './leagues';

describe('leagues of one’s own', () => {
  const league = RuleSet.parse({
    id: 'Club-2026',
    name: 'Our club',
    earth: 'fai-sphere',
    shapes: [
      { name: 'There and back', code: 'oar', kind: 'outAndReturn', multiplier: 3, closing: { limitKm: 1 } },
    ],
  });
  const ask = async (state: ReturnType<typeof memoryState>) =>
    RuleSetList.parse(
      await xcscore.queries?.ruleSets?.answer(
        { resourcesDir: '', modelsDir: '', state, signal: new AbortController().signal },
        {},
      ),
    ).ruleSets.filter(({ builtIn }) => !builtIn);
  const act = (name: string, state: ReturnType<typeof memoryState>, input: unknown) =>
    xcscore.acts?.[name]?.carryOut(
      { resourcesDir: '', modelsDir: '', state, signal: new AbortController().signal },
      input,
    );

  it('are saved, chosen, replaced and removed', async () => {
    const state = memoryState();
    await act('saveLeague', state, league);
    expect(await chosenRuleSets(state, ['Club-2026', 'FFVL', 'Club-2026'])).toMatchObject([
      league,
      { id: 'FFVL' },
    ]);
    expect((await chosenRuleSets(state, 'all')).at(-1)).toEqual(league);
    await act('saveLeague', state, { ...league, name: 'Our club again' });
    expect((await ask(state)).map(({ name }) => name)).toEqual(['Our club again']);
    await act('removeLeague', state, { id: 'Club-2026' });
    expect(await ask(state)).toEqual([]);
  });

  it('cannot take the id of a built-in one, and an unknown one cannot go', async () => {
    const state = memoryState();
    await expect(act('saveLeague', state, { ...league, id: 'XContest' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(act('removeLeague', state, { id: 'Club-2026' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('are checked', () => {
    const shape = league.shapes[0];
    const refused = [
      { ...league, id: 'a b' },
      { ...league, shapes: [] },
      { ...league, shapes: [{ ...shape, multiplier: 0 }] },
      { ...league, shapes: [{ ...shape, minSide: 0.5 }] },
      { ...league, shapes: [{ ...shape, cylinderKm: 0.4 }] },
      { ...league, shapes: [{ ...shape, legStepKm: 0.05 }] },
      { ...league, unknown: 1 },
    ];
    for (const wrong of refused) expect(RuleSet.safeParse(wrong).success).toBe(false);
  });

  it('that are damaged are told of', async () => {
    const state = memoryState();
    await state.write('leagues.json', new TextEncoder().encode('{'));
    await expect(ask(state)).rejects.toMatchObject({ code: 'BAD_SETTINGS' });
    const other = memoryState();
    await other.write('scored-by.json', new TextEncoder().encode('{'));
    await expect(chosenRuleSets(other, null)).rejects.toMatchObject({ code: 'BAD_SETTINGS' });
  });

  it('may be what flights are scored by, until they are removed', async () => {
    const state = memoryState();
    const ids = async () => (await chosenRuleSets(state, null)).map(({ id }) => id);
    expect(await ids()).toEqual(['XContest']);
    await act('saveLeague', state, league);
    await act('scoreBy', state, { rules: ['FFVL', 'Club-2026'] });
    expect(await ids()).toEqual(['FFVL', 'Club-2026']);
    await act('removeLeague', state, { id: 'Club-2026' });
    expect(await ids()).toEqual(['FFVL']);
    await expect(act('scoreBy', state, { rules: ['Nobody'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
