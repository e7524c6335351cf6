/** The console as its users meet it, on every shell: files in, runs, a flight, batches, failures, live figures. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { writeFlights } from './fixtures/flights';
import { treeOf } from './fixtures/processes';
import { expect, test, type Shell } from './fixtures/shell';

const realFlights = resolve('node_modules/igc-xc-score/test');
const realNames = [
  'd3p.igc',
  ...readdirSync(realFlights)
    .filter((name) => name.endsWith('.igc'))
    .slice(0, 7),
];

/** Engines that take a flight: each dropped one becomes so many runs. */
const steps = 4;

const runs = (page: Page) => page.getByRole('grid', { name: 'Runs' });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function goTo(page: Page, name: 'Overview' | 'Ingest' | 'Runs' | 'Batches' | 'Failed'): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
  await expect(heading(page, name)).toBeVisible();
}

async function dropFlights(shell: Shell, count: number, firstSeed = 1): Promise<string[]> {
  const paths = writeFlights(join(shell.dataDir, `flights-${firstSeed}`), count, { fixes: 300, firstSeed });
  await shell.dropFiles(paths);
  return paths;
}

test('real flights, dropped as a folder, become runs and flight pages', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const folder = join(shell.dataDir, 'real');
  mkdirSync(folder);
  for (const name of realNames) copyFileSync(join(realFlights, name), join(folder, `real-${name}`));
  await shell.dropFiles([folder]);
  await goTo(page, 'Runs');
  await page.getByRole('searchbox').first().fill('real-');
  await expect(page.getByText(`${realNames.length * steps} runs`, { exact: true })).toBeVisible({
    timeout: 30_000,
  });

  await page.getByRole('searchbox').first().fill('real-d3p.igc');
  const row = runs(page).getByRole('row').filter({ hasText: 'd3p.igc' }).filter({ hasText: 'xcmetrics' });
  await expect(row).toContainText('completed', { timeout: 60_000 });
  await row.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('d3p.igc');
  await expect(page.getByText('Airtime')).toBeVisible();
  // Drawn without a graphics card here.
  await expect(page.getByLabel('Map of the flight')).toBeVisible({ timeout: 60_000 });
  const barogram = page.getByLabel('Barogram: altitude over time');
  await barogram.scrollIntoViewIfNeeded();
  await expect(barogram).toBeVisible();
  await page.getByRole('tab', { name: /^Glides/ }).click();
  await expect(page.getByRole('tabpanel').filter({ hasText: 'Distance' }).first()).toBeVisible();
});

test('a file that nobody reads is refused with the reason, one that fails is triaged', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  const folder = join(shell.dataDir, 'mixed');
  mkdirSync(folder);
  writeFileSync(join(folder, 'program.igc'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0x00]));
  writeFileSync(join(folder, 'empty.igc'), '');
  writeFileSync(join(folder, 'no-fixes.igc'), 'AXXX001\r\nHFDTE010124\r\nHFPLTPILOT:X\r\n');
  await shell.dropFiles([folder]);
  await goTo(page, 'Ingest');
  await expect(page.getByText('Refused 2').first()).toBeVisible({ timeout: 30_000 });

  await goTo(page, 'Failed');
  await page.getByRole('radiogroup').getByText('Letters', { exact: true }).click();
  const letters = page.getByRole('grid', { name: 'Dead letters' });
  const letter = letters.getByRole('row').filter({ hasText: 'no-fixes.igc' });
  await expect(letter).toContainText('INVALID_FLIGHT', { timeout: 30_000 });
  await letter.click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('The file holds no usable flight');
  await drawer.getByRole('button', { name: 'Retry' }).click();
  await expect(drawer).toHaveCount(0, { timeout: 30_000 }); // it was queued again
  await page.reload(); // so that the row is of the failure after that
  await expect(letter).toBeVisible({ timeout: 30_000 });
  await letter.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard…' }).click();
  const reason = page.getByRole('textbox', { name: 'Reason' });
  await reason.fill('a test file');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(letters.getByRole('row').filter({ hasText: 'no-fixes.igc' })).toHaveCount(0);
});

test('a batch is paused, resumed and ends', async ({ sharedShell: shell }) => {
  const { page } = shell;
  // Enough that it still runs when the button is found.
  const count = 100;
  const folder = join(shell.dataDir, 'season');
  writeFlights(folder, count, { fixes: 300, firstSeed: 1000 });
  await shell.dropFiles([folder]);
  await goTo(page, 'Batches');
  await page.getByRole('button', { name: /^Pause: season/ }).click();
  await page.getByRole('button', { name: /^Resume: season/ }).click({ timeout: 30_000 });
  await page
    .getByRole('main')
    .getByRole('link', { name: /season/ })
    .first()
    .click();
  await expect(page.getByText(`Completed ${count * steps}`)).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('main').getByText('done', { exact: true }).first()).toBeVisible();
});

test('filters are in the address and survive a reload', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const names = (await dropFlights(shell, 3, 300)).map((path) => path.split('/').at(-1) ?? '');
  await goTo(page, 'Runs');
  for (const name of names) {
    const row = runs(page).getByRole('row').filter({ hasText: name }).filter({ hasText: 'xcscore' });
    await expect(row).toContainText('completed', { timeout: 30_000 });
  }
  const [name = ''] = names;
  await page.getByRole('searchbox').first().fill(name);
  await expect(page.getByText(`${steps} runs`, { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText(`${steps} runs`, { exact: true })).toBeVisible();
  await expect(runs(page).getByRole('row').filter({ hasText: name })).toHaveCount(steps);
});

test('a lost connection is said and heals itself', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await goTo(page, 'Runs');
  const gateway = treeOf(shell.pid).find(({ command }) => command.includes('gateway.js'));
  expect(gateway).toBeDefined();
  const banner = page.getByText('Connection lost, reconnecting…');
  // It may be there for a second only: the wait looks at every frame.
  const said = banner.waitFor({ state: 'visible', timeout: 30_000 });
  process.kill(gateway?.pid ?? 0, 'SIGKILL');
  await said;
  await expect(banner).toBeHidden({ timeout: 30_000 });
  const [path = ''] = await dropFlights(shell, 1, 400);
  const run = runs(page)
    .getByRole('row')
    .filter({ hasText: basename(path) })
    .filter({ hasText: 'xcscore' });
  await expect(run).toContainText('completed', { timeout: 30_000 });
});

test('the overview shows processes and restarts one', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await goTo(page, 'Overview');
  const engine = page.getByRole('row').filter({ hasText: 'engine-igc-1' });
  await expect(engine).toContainText('ready');
  const before = treeOf(shell.pid)
    .filter(({ command }) => command.includes('engine.js'))
    .map(({ pid }) => pid);
  await engine.getByRole('button', { name: 'Restart engine-igc-1' }).click();
  await page.getByRole('button', { name: 'Restart it' }).click();
  await expect
    .poll(
      () =>
        treeOf(shell.pid).filter(({ command, pid }) => command.includes('engine.js') && !before.includes(pid))
          .length,
      { timeout: 30_000 },
    )
    .toBe(1);
  await expect(engine).toContainText('ready', { timeout: 30_000 });
});

test('keys, palette and dark colours', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await goTo(page, 'Runs');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Go to, or do' }).fill('batches');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Batches')).toBeVisible();
  await page.getByRole('button', { name: 'Colour scheme' }).click();
  await page.getByRole('menuitem', { name: /dark/i }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('a browser without the link is told how to get in', async ({ sharedShell: shell, browser }) => {
  test.skip(test.info().project.name !== 'browser', 'the desktop needs no sign-in');
  const stranger = await browser.newPage();
  await stranger.goto(new URL('/', shell.page.url()).href);
  await expect(stranger.getByRole('heading', { level: 1 })).toContainText('not signed in');
  await stranger.close();
});
