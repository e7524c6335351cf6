import { describe, expect, it } from 'vitest';
import type { Lane } from '#contract/queues';
import { Slots } from './slots';

const never = new AbortController().signal;

/** Takes the only slot, queues `count` of each lane, then passes the slot on and notes who gets it. */
async function order(count: number, lanesQueued: Lane[]): Promise<Lane[]> {
  const slots = new Slots(1, 0);
  const release = await slots.acquire('interactive', never);
  const granted: Lane[] = [];
  const all = lanesQueued.flatMap((lane) =>
    Array.from({ length: count }, () =>
      slots.acquire(lane, never).then((done) => {
        granted.push(lane);
        done();
      }),
    ),
  );
  release();
  await Promise.all(all);
  return granted;
}

describe('Slots', () => {
  it('shares by weight 8:3:1 while every lane has work', async () => {
    const first = (await order(40, ['batch', 'normal', 'interactive'])).slice(0, 24);
    const of = (lane: Lane) => first.filter((name) => name === lane).length;
    expect(Math.abs(of('interactive') - 16)).toBeLessThanOrEqual(1);
    expect(Math.abs(of('normal') - 6)).toBeLessThanOrEqual(1);
    expect(Math.abs(of('batch') - 2)).toBeLessThanOrEqual(1);
  });

  it('gives a lane that has work alone everything', async () => {
    expect(await order(3, ['batch'])).toEqual(['batch', 'batch', 'batch']);
  });

  it('keeps one extra slot for interactive', async () => {
    const slots = new Slots(1);
    await slots.acquire('batch', never);
    const interactive = await slots.acquire('interactive', never);
    interactive();
    const controller = new AbortController();
    const second = slots.acquire('batch', controller.signal);
    controller.abort(new Error('no slot for batch'));
    await expect(second).rejects.toThrow('no slot for batch');
  });

  it('lets a waiting one go when its signal aborts, and counts right afterwards', async () => {
    const slots = new Slots(1);
    const release = await slots.acquire('batch', never);
    const controller = new AbortController();
    const waiting = slots.acquire('batch', controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
    release();
    await expect(slots.acquire('batch', never)).resolves.toBeTypeOf('function');
  });

  it('grows at once and shrinks as slots come back', async () => {
    const slots = new Slots(1, 0);
    const first = await slots.acquire('batch', never);
    const waiting = slots.acquire('batch', never);
    slots.resize(2);
    const second = await waiting;
    slots.resize(1);
    expect(slots.use).toEqual({ used: 2, limit: 1 });
    first();
    expect(slots.hasRoom('batch')).toBe(false);
    second();
    expect(slots.hasRoom('batch')).toBe(true);
  });

  it('gives a slot back only once', async () => {
    const slots = new Slots(1);
    const release = await slots.acquire('batch', never);
    release();
    release();
    await slots.acquire('batch', never);
    const controller = new AbortController();
    const third = slots.acquire('batch', controller.signal);
    controller.abort(new Error('still full'));
    await expect(third).rejects.toThrow('still full');
  });
});
