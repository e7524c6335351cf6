import { describe, expect, it } from 'vitest';
import { Shutdown, type QuitChoice } from './shutdown';

function setUp(parts: { jobs: number; answer?: QuitChoice }) {
  const done: string[] = [];
  const held = { count: 0 };
  let letGo = () => {};
  const draining = new Promise<void>((resolve) => (letGo = resolve));
  const shutdown = new Shutdown({
    activeJobs: () => parts.jobs,
    ask: (jobs) => {
      done.push(`ask ${String(jobs)}`);
      return Promise.resolve(parts.answer ?? 'cancel');
    },
    onStopping: (how) => done.push(`show ${how}`),
    stop: async (how) => {
      done.push(`stop ${how}`);
      if (how === 'drain') await draining;
    },
    quit: () => done.push('quit'),
  });
  const beforeQuit = async () => {
    shutdown.onBeforeQuit({ preventDefault: () => held.count++ });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { shutdown, done, held, beforeQuit, letGo };
}

describe('Shutdown', () => {
  it('stops the instance before the app goes, and then lets it go', async () => {
    const { shutdown, done, held, beforeQuit } = setUp({ jobs: 0 });
    await beforeQuit();
    expect(done).toEqual(['show suspend', 'stop suspend', 'quit']);
    expect(held.count).toBe(1);
    await beforeQuit();
    expect(held.count).toBe(1);
    expect(shutdown.isStopped).toBe(true);
  });

  it('asks when jobs run, and goes on running when the user cancels', async () => {
    const { shutdown, done, held, beforeQuit } = setUp({ jobs: 2, answer: 'cancel' });
    await beforeQuit();
    expect(done).toEqual(['ask 2']);
    expect(held.count).toBe(1);
    expect(shutdown.isRunning).toBe(true);
    await beforeQuit();
    expect(done).toEqual(['ask 2', 'ask 2']);
  });

  it('waits for running jobs when the user wants that', async () => {
    const { shutdown, done, beforeQuit, letGo } = setUp({ jobs: 2, answer: 'drain' });
    await beforeQuit();
    expect(done).toEqual(['ask 2', 'show drain', 'stop drain']);
    expect(shutdown.isStopped).toBe(false);
    letGo();
    await new Promise((resolve) => setImmediate(resolve));
    expect(done.at(-1)).toBe('quit');
  });

  it('waits no longer when the user quits again, and quits once', async () => {
    const { done, beforeQuit, letGo } = setUp({ jobs: 2, answer: 'drain' });
    await beforeQuit();
    await beforeQuit();
    letGo();
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual(['ask 2', 'show drain', 'stop drain', 'show suspend', 'stop suspend', 'quit']);
  });

  it('asks nothing when the system goes down', async () => {
    const { shutdown, done } = setUp({ jobs: 2 });
    shutdown.suspendNow();
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual(['show suspend', 'stop suspend', 'quit']);
  });
});
