import { describe, expect, it } from 'vitest';
import { RuleSet } from '#contract/xcscore';
import { closingText, copyOf, readLeague, sidesText, stepsText } from './league-text';

const league = RuleSet.parse({
  id: 'Club',
  name: 'Club',
  earth: 'fai-sphere',
  shapes: [
    { name: 'Free', code: 'od', kind: 'freeDistance', multiplier: 1 },
    {
      name: 'FAI',
      code: 'fai',
      kind: 'triangle',
      multiplier: 1.4,
      minSide: 0.28,
      closing: { limitKm: 0, limitShare: 0.2, freeKm: 0.8 },
    },
  ],
});
const text = JSON.stringify(league, null, 2);

describe('a rule set in words', () => {
  const [free, fai] = league.shapes;
  it('names legs, closing and rounding', () => {
    if (!free || !fai) throw new Error('two shapes');
    expect(sidesText(free)).toBe('4 legs');
    expect(sidesText(fai)).toMatch(/^3 sides, each 28.% or more$/);
    expect(closingText(fai)).toMatch(/^20.%, free up to 0\.8.km$/);
    expect(closingText(free)).toBe('–');
    expect(stepsText(free)).toBe('score 0.01');
  });
});

describe('an own league', () => {
  it('is copied under an id that is not taken', () => {
    expect(copyOf(league, []).id).toBe('Club-own');
    expect(copyOf(league, [{ id: 'club-OWN' }]).id).toBe('Club-own-2');
  });

  it('is read back as it was written', () => {
    expect(readLeague(text, [])).toEqual({ league });
  });

  it('is refused under the id of a built-in one', () => {
    expect(readLeague(text, [{ id: 'Club', builtIn: true }])).toMatchObject({
      problems: [{ field: 'id', line: 2 }],
    });
    expect(readLeague(text, [{ id: 'Club', builtIn: false }])).toHaveProperty('league');
  });

  it('shows where a field is wrong', () => {
    const wrong = text.replace('"multiplier": 1.4', '"multiplier": -1');
    const line = wrong.split('\n').findIndex((one) => one.includes('-1')) + 1;
    expect(readLeague(wrong, [])).toMatchObject({ problems: [{ field: 'shapes.1.multiplier', line }] });
  });

  it('shows the shape that lacks a field, not the next one that has it', () => {
    const wrong = text.replace('"kind": "freeDistance",', '');
    const line = wrong.split('\n').findIndex((one) => one.includes('"shapes"')) + 2;
    expect(readLeague(wrong, [])).toMatchObject({ problems: [{ field: 'shapes.0.kind', line }] });
  });

  it('shows where the text is no JSON', () => {
    const read = readLeague('{\n "id": "x",\n oops\n}', []);
    expect(read).toMatchObject({ problems: [{ field: 'JSON', line: 3 }] });
  });
});
