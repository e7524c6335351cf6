/** The frame in every shell: files get in by drop and picker, are analysed, and are still there after a restart. */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeFlights } from './fixtures/flights';
import { stillRunning, treeOf } from './fixtures/processes';
import { expect, test } from './fixtures/shell';

/** Of the last engine: when it is done, nothing of the file runs, and a quit asks nothing. */
function runOf(page: Page, path: string) {
  const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row');
  return rows.filter({ hasText: basename(path) }).filter({ hasText: 'xcscore' });
}

async function expectRunDone(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: /^Runs/ }).click();
  await expect(runOf(page, path)).toContainText('completed', { timeout: 30_000 });
}

test('files get in by drop and picker; what is done outlives a quit and a kill -9, and no process does', async ({
  shell,
}) => {
  test.slow();
  const folder = join(shell.dataDir, 'flights', 'summer');
  const dropped = writeFlights(folder, 2);
  mkdirSync(join(folder, 'empty'));
  const [picked = ''] = writeFlights(join(shell.dataDir, 'flights'), 1, { firstSeed: 50 });
  await shell.dropFiles([folder]);
  for (const path of dropped) await expectRunDone(shell.page, path);
  await shell.page.getByRole('link', { name: 'Ingest', exact: true }).click();
  await shell.pickFiles(() => shell.page.getByRole('button', { name: 'Choose files' }).click(), [picked]);
  await expectRunDone(shell.page, picked);

  const tree = treeOf(shell.pid);
  expect(tree.length).toBeGreaterThan(4); // supervisor, redis-server, store, gateway, an engine
  await shell.quit();
  await expect.poll(() => stillRunning(tree), { timeout: 10_000 }).toEqual([]);
  await shell.startAfterExit();
  for (const path of [...dropped, picked]) await expectRunDone(shell.page, path);

  process.kill(shell.pid, 'SIGKILL'); // its children may still be there when it starts again
  await shell.startAfterExit();
  await expectRunDone(shell.page, picked);
  const [another = ''] = writeFlights(join(shell.dataDir, 'flights'), 1, { firstSeed: 60 });
  await shell.dropFiles([another]);
  await expectRunDone(shell.page, another);
});

test('the track of a flight is downloaded as GeoJSON', async ({ sharedShell: shell }) => {
  const [flight = ''] = writeFlights(join(shell.dataDir, 'flights'), 1, { firstSeed: 70 });
  await shell.dropFiles([flight]);
  await expectRunDone(shell.page, flight);
  await runOf(shell.page, flight).click();
  await shell.page.getByRole('button', { name: 'Download' }).click();
  const asGeoJson = shell.page.getByRole('menuitem', { name: /GeoJSON: track/ });
  const { name, text } = await shell.download(() => asGeoJson.click());
  expect(name).toMatch(/\.geojson$/);
  expect(JSON.parse(text)).toMatchObject({ type: 'FeatureCollection' });
});
