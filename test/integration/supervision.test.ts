/** What the supervisor starts again, however often and together with what it was killed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestInstance, kill, removeDataDir, startInstance, until } from '../helpers/instance';

let instance: TestInstance;

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

/** Resolves when others of the same names are ready. */
async function killed(isMeant: (name: string) => boolean): Promise<void> {
  const before = await instance.api.system.processes.query();
  const victims = before.filter(({ kind, name }) => kind !== 'supervisor' && isMeant(name));
  for (const { pid } of victims) kill(pid ?? 0);
  await until('all to be ready again', async () => {
    const now = await instance.api.system.processes.query();
    return victims.every(({ name, pid }) =>
      now.some((item) => item.name === name && item.state === 'ready' && item.pid !== pid),
    );
  });
}

it(
  'has the gateway back however often it dies, and all processes after they died at once',
  { timeout: 180_000 },
  async () => {
    await killed((name) => name === 'gateway');
    await killed(() => true);
    await killed(() => true);
    await killed((name) => name === 'gateway');
    const processes = await instance.api.system.processes.query();
    expect(processes.map(({ state }) => state)).toEqual(processes.map(() => 'ready'));
  },
);
