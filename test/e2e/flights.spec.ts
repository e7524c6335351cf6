/** Flights as their users meet them: settings of terrain, sites and leagues, the flight page, comparison, league table. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeFlight } from '../fixtures/make-flight';
import { hills, makeHgt } from '../fixtures/make-terrain';
import { expect, test, type Shell } from './fixtures/shell';

const start = { lat: 47.4, lon: 9.94, altitudeM: 2400 };
const sites = 'name,lat,lon,altitude,kind\nNiedere,47.4,9.94,1600,takeoff\nElsewhere,10,10,100,takeoff\n';

async function openSettings(page: Page, section: 'Terrain' | 'Sites' | 'Leagues'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: section }).click();
}

/** @returns the names of the files */
async function dropTwo(shell: Shell, name: string, firstSeed: number): Promise<string[]> {
  const folder = join(shell.dataDir, name);
  mkdirSync(folder);
  const names = [1, 2].map((seed) => `${name}-${String(seed)}.igc`);
  for (const [k, file] of names.entries()) {
    const seed = firstSeed + k;
    writeFileSync(join(folder, file), makeFlight({ fixes: 1200, seed, start, date: '2024-06-01' }).bytes);
  }
  await shell.dropFiles(names.map((file) => join(folder, file)));
  return names;
}

async function openRuns(page: Page, search: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Runs/ }).click();
  await page
    .getByRole('searchbox', { name: /Search/ })
    .first()
    .fill(search);
  await expect(page).toHaveURL(new RegExp(`q=${search}`));
}

const run = (page: Page, file: string, engine: string) =>
  page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('row')
    .filter({ hasText: file })
    .filter({ hasText: engine });

test.describe.configure({ mode: 'serial' });

test('terrain, sites and leagues are set, and a flight shows all of them together', async ({
  sharedShell: shell,
}) => {
  test.slow();
  const { page } = shell;
  const terrain = join(shell.dataDir, 'terrain');
  mkdirSync(terrain);
  writeFileSync(join(terrain, 'N47E009.hgt'), makeHgt(47, 9, hills));
  await openSettings(page, 'Terrain');
  await page.getByLabel('Add a folder by its absolute path').fill('relative/folder');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('The terrain folders stay as they were')).toBeVisible();
  await page.getByLabel('Add a folder by its absolute path').fill(terrain);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Terrain folders' })).toContainText('1 HGT');
  await expect(page.getByRole('region', { name: 'Map of the terrain' })).toBeVisible();

  await openSettings(page, 'Sites');
  const list = join(shell.dataDir, 'club-sites.csv');
  writeFileSync(list, sites);
  await page.locator('form input[type="file"]').setInputFiles(list);
  await expect(page.getByLabel('Name of the list')).toHaveValue('club sites');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('list', { name: 'Lists of sites' })).toContainText('2 sites');
  await page.getByRole('table', { name: 'Sites' }).getByRole('row').filter({ hasText: 'Niedere' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Niedere West');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Sites' })).toContainText('Niedere West');

  await openSettings(page, 'Leagues');
  await page.getByRole('button', { name: 'Copy as own league' }).click();
  const text = page.getByLabel('League as JSON');
  const league = (await text.inputValue())
    .replace(/"id": "[^"]*"/, '"id": "Club"')
    .replace(/\(own\)/, 'of the club');
  await text.fill(league.replace('"multiplier": 1,', '"multiplier": -1,'));
  await expect(page.getByRole('list', { name: 'What is wrong' })).toContainText('shapes.0.multiplier');
  await text.fill(league);
  await page.getByRole('button', { name: 'Save league' }).click();
  await expect(page.getByRole('list', { name: 'Rule sets' })).toContainText('of the club');
  const scoredBy = page.getByRole('combobox', { name: 'Rule sets that flights are scored by' });
  await scoredBy.fill('of the club');
  await page.getByRole('option', { name: /of the club/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();

  const [file = ''] = await dropTwo(shell, 'alps', 1);
  await openRuns(page, file);
  await expect(run(page, file, 'xcscore')).toContainText('completed', { timeout: 60_000 });
  await run(page, file, 'dem').click();
  await expect(page.getByText(/^[\d.]+ points$/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Legs' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Rule set' }).click();
  await page.getByRole('option', { name: /of the club/ }).click();
  await expect(page.getByRole('combobox', { name: 'Rule set' })).toHaveValue(/of the club/);
  await expect(page.getByLabel('Take-off')).toContainText('Niedere West');
  await expect(page.getByLabel('Take-off')).toContainText('Vorarlberg (AT-8), Austria');
  await expect(page.getByLabel('Figures of the terrain')).toContainText('Above ground, median');
  await page.getByLabel('Barogram: altitude over time').hover();
  await expect(page.getByText(/^[\d,]+\sm above ground$/)).toBeVisible();
});

test('two runs are compared, at an address that survives a reload', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const [first = '', second = ''] = await dropTwo(shell, 'pair', 11);
  await openRuns(page, 'pair-');
  for (const file of [first, second]) {
    await expect(run(page, file, 'xcscore')).toContainText('completed', { timeout: 60_000 });
    await page
      .getByRole('checkbox', { name: `Choose ${file}` })
      .first()
      .click();
  }
  await page.getByRole('link', { name: 'Compare' }).click();
  const figures = page.getByRole('table', { name: 'Figures of both flights' });
  await expect(figures).toContainText(first);
  await expect(figures.getByRole('row').filter({ hasText: 'Airtime' })).toBeVisible();
  await page.getByText('Since take-off').click();
  await expect(page).toHaveURL(/by=takeoff/);
  await page.reload();
  await expect(figures).toContainText(second);
  await expect(page.getByRole('radio', { name: 'Since take-off' })).toBeChecked();
});

test('a batch has a league table that sorts and exports', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const files = await dropTwo(shell, 'contest', 21);
  await openRuns(page, 'contest-');
  for (const file of files) {
    await expect(run(page, file, 'xcscore')).toContainText('completed', { timeout: 60_000 });
  }
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Batches/ })
    .click();
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByText('League', { exact: true }).click();
  await expect(page).toHaveURL(/view=league/);
  const table = page.getByRole('table', { name: 'League table' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table).toContainText('Niedere West');
  const { name, text } = await shell.download(() => page.getByRole('button', { name: 'CSV' }).click());
  expect(name).toMatch(/^league-.*Club\.csv$/);
  expect(text.trim().split('\r\n')).toHaveLength(3);
  await table.getByRole('button', { name: 'Highest' }).click();
  await expect(table.getByRole('columnheader', { name: 'Highest' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

test('a flight without terrain says so, and leads to the settings', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const path = join(shell.dataDir, 'away.igc');
  writeFileSync(path, makeFlight({ fixes: 900, start: { lat: -30.1, lon: 30.1, altitudeM: 1500 } }).bytes);
  await shell.dropFiles([path]);
  await openRuns(page, 'away.igc');
  await expect(run(page, 'away.igc', 'xcscore')).toContainText('completed', { timeout: 60_000 });
  await run(page, 'away.igc', 'xcmetrics').click();
  await page.getByRole('link', { name: 'Add a terrain folder' }).click();
  await expect(page.getByText('Missing for my flights')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Missing tiles' })).toContainText('S31E030');
});

test('About names whose data is shipped', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await page.getByRole('button', { name: 'About' }).click();
  await expect(page.getByRole('region', { name: 'Data that Flightline ships' })).toContainText('GeoNames');
  await page.keyboard.press('Escape');
});
