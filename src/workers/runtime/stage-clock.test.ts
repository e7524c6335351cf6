import { describe, expect, it } from 'vitest';
import { stage } from '#contract/engine';
import { StageClock } from './stage-clock';

describe('stages of a run', () => {
  it('are nested, timed and described, whether they wait or not', async () => {
    const clock = new StageClock();
    const ctx = { span: clock.begin };
    const answer = await stage(ctx, 'outer', async (span) => {
      span.set({ fixes: 7 });
      await Promise.resolve();
      return stage(ctx, 'inner', () => 42);
    });
    stage(ctx, 'after', () => undefined);
    expect(answer).toBe(42);
    expect(clock.stages.map(({ name, within }) => [name, within])).toEqual([
      ['outer', null],
      ['inner', 0],
      ['after', null],
    ]);
    expect(clock.stages[0]?.attributes).toEqual({ fixes: 7 });
    expect(clock.stages.every(({ durationMs, error }) => durationMs > 0 && error === null)).toBe(true);
  });

  it('pass on what fails, and remember it', async () => {
    const clock = new StageClock();
    const fail = () => {
      throw new Error('no');
    };
    expect(() => stage({ span: clock.begin }, 'now', fail)).toThrow('no');
    await expect(
      stage({ span: clock.begin }, 'later', () => Promise.reject(new Error('never'))),
    ).rejects.toThrow('never');
    expect(clock.stages.map(({ error }) => error)).toEqual(['no', 'never']);
  });

  it('do their work where nobody traces', () => expect(stage({}, 'x', () => 1)).toBe(1));

  it('are two hundred at most', () => {
    const clock = new StageClock();
    for (let n = 0; n < 500; n++) stage({ span: clock.begin }, 'x', () => n);
    expect(clock.stages).toHaveLength(200);
  });
});
