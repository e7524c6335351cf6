import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleEvent, JobChange } from '#contract/events';
import { EventHub } from './event-hub';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const change = (id: string): JobChange => ({ id, state: 'active', progress: null });
const changes = (count: number) => Array.from({ length: count }, (_, k) => change(`job ${k}`));

/** What a console has been told so far: how many changes each message held. */
function listening(hub: EventHub): number[] {
  const told: number[] = [];
  const read = async (events: AsyncGenerator<ConsoleEvent>) => {
    for await (const event of events) if (event.type === 'jobs') told.push(event.changes.length);
  };
  void read(hub.listen(new AbortController().signal));
  return told;
}

describe('the event hub', () => {
  it('tells of a change at once, and of those that follow together', async () => {
    const hub = new EventHub();
    const told = listening(hub);
    hub.jobs(changes(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([1]);
    hub.jobs([change('a')]);
    hub.jobs([change('b'), change('a')]);
    await vi.advanceTimersByTimeAsync(99);
    expect(told).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([1, 2]);
  });

  it('gathers a flood for longer, and no longer when it is over', async () => {
    const hub = new EventHub();
    const told = listening(hub);
    hub.jobs(changes(40));
    await vi.advanceTimersByTimeAsync(0);
    hub.jobs(changes(2));
    await vi.advanceTimersByTimeAsync(299);
    expect(told).toEqual([40]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([40, 2]);
    hub.jobs(changes(3));
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual([40, 2, 3]);
  });

  it('keeps the latest change of a job, and nothing while nobody listens', async () => {
    const hub = new EventHub();
    hub.jobs(changes(5));
    const told = listening(hub);
    await vi.advanceTimersByTimeAsync(300);
    expect(told).toEqual([]);
    expect(hub.audience).toBe(1);
  });
});
