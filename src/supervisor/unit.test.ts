/** A unit whose process dies, and whose next one waits for what it stands on. */
import { expect, it, vi } from 'vitest';
import type { ChildExit } from './host';
import type { Running } from './running';
import { Unit } from './unit';

function madeProcess(): Running {
  let end = (_: ChildExit) => undefined as void;
  const exited = new Promise<ChildExit>((resolve) => (end = resolve));
  return {
    ...{ pid: 1, facts: {}, exited, lastBeatAt: () => null },
    stop: () => end({ code: 0, signal: null }),
    kill: () => end({ code: null, signal: 'SIGKILL' }),
  };
}

/** The first launch succeeds; later ones last until `permit` is called or the unit is stopped. */
async function deadUnit() {
  let permit = () => undefined as void;
  const launch = vi.fn<(stopped: AbortSignal) => Promise<Running>>(
    (stopped) =>
      new Promise((resolve, reject) => {
        stopped.addEventListener('abort', () => reject(new Error('It is not wanted any more.')));
        permit = () => resolve(madeProcess());
      }),
  );
  const unit = new Unit({
    ...{ name: 'made', launch, isVital: true },
    onChange: () => undefined,
    log: () => undefined,
  });
  launch.mockResolvedValueOnce(madeProcess());
  await unit.start();
  unit.running?.kill();
  await vi.waitFor(() => expect(launch).toHaveBeenCalledTimes(2), { timeout: 10_000 });
  return { unit, permit: () => permit() };
}

it('says when it works again', async () => {
  const { unit, permit } = await deadUnit();
  let isReady = false;
  const ready = unit.whenReady().then(() => (isReady = true));
  await Promise.resolve();
  expect(isReady).toBe(false);
  permit();
  await ready;
  expect(unit).toMatchObject({ state: 'ready', restarts: 1 });
  await unit.stop('suspend');
});

it('can be stopped while it waits for what it stands on', async () => {
  const { unit } = await deadUnit();
  await unit.stop('suspend');
  expect(unit.state).toBe('stopped');
});

it('is started again when a start by hand failed', async () => {
  const launch = vi.fn(() => Promise.resolve(madeProcess()));
  const unit = new Unit({
    ...{ name: 'made', launch, isVital: true },
    onChange: () => undefined,
    log: () => undefined,
  });
  await unit.start();
  launch.mockRejectedValueOnce(new Error('The disk is full.'));
  await unit.restart();
  await unit.whenReady();
  expect(launch).toHaveBeenCalledTimes(3);
  await unit.stop('suspend');
});
