/** Pictures as their users meet them: dropped, in the gallery, allocated, reviewed as duplicates, found again. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editPicture, makePicture } from '../fixtures/make-picture';
import { openPart } from './fixtures/open-part';
import { expect, test } from './fixtures/shell';
import { names, writePictures } from './fixtures/write-pictures';

test.describe.configure({ mode: 'serial' });

test('dropped pictures are in the gallery, allocated, and a copy is found', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  await openPart(page, 'Library');
  await shell.dropFiles(await writePictures(shell));
  const picture = (name: string) => page.getByRole('link').filter({ has: page.getByRole('img', { name }) });
  for (const name of ['meadow-small', 'station-small', 'sign'])
    await expect(picture(`${name}.jpg`).first()).toBeVisible({ timeout: 30_000 });
  // What is far below is not drawn until it is gone to.
  await page.getByRole('navigation', { name: 'Timeline' }).getByRole('button', { name: 'May' }).click();
  for (const name of names) await expect(picture(`${name}.jpg`).first()).toBeVisible({ timeout: 30_000 });

  await openPart(page, 'Clusters');
  const board = page.getByRole('list', { name: 'Clusters' });
  const card = board.getByRole('article').filter({ has: page.getByRole('img', { name: 'meadow.jpg' }) });
  await card.getByLabel('Name of the cluster').fill('Meadows');
  await card.getByLabel('Name of the cluster').press('Enter');
  await expect(board.getByRole('article', { name: 'Cluster: Meadows' })).toContainText('2 assets');

  await openPart(page, 'Duplicates');
  const pair = page.getByRole('article', { name: /meadow/ });
  await expect(pair).toContainText('it has more pixels');
  await expect(pair.getByText(/2026, .*Canon EOS R5/).first()).toBeVisible();
  await pair.getByRole('button', { name: 'Keep this one' }).first().click();
  await expect(pair).toBeHidden();
  await page.getByText('Decided', { exact: true }).click();
  await pair.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Nothing was put away yet')).toBeVisible();
});

test('pairs are decided by keys, and each decision is taken back', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Duplicates');
  const pairs = page.getByRole('list', { name: 'Pairs' }).getByRole('article');
  await expect(pairs).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(pairs.first()).toBeFocused();
  const name = /^(?<first>\S+) and (?<second>\S+)$/.exec(
    (await pairs.first().getAttribute('aria-label')) ?? '',
  );
  const { first = '', second = '' } = name?.groups ?? {};
  const base = (fileName: string) => fileName.split('/').at(-1) ?? '';
  const suggested = base(first).includes('small') ? first : second; // the lesser one is put away
  for (const [key, note] of [
    ['1', `Put away: ${base(second)}`],
    ['2', `Put away: ${base(first)}`],
    ['Enter', `Put away: ${base(suggested)}`],
    ['b', 'Both are kept'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByText(note)).toBeVisible();
    await expect(pairs).toHaveCount(1);
    await expect(pairs.first()).toBeFocused();
    await page.keyboard.press('z');
    await expect(pairs).toHaveCount(2);
    await expect(page.getByText(note)).toBeHidden();
    await page.keyboard.press('k');
    await expect(pairs.first()).toBeFocused();
  }
});

test('they are found by name, by picture and by example, and say why', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Library');
  const results = page.getByRole('list', { name: 'Search results' });
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('harb');
  await expect(results.getByRole('listitem')).toHaveCount(1);
  await expect(results).toContainText('Name: harbour.jpg');
  await expect(page).toHaveURL(/q=harb/);
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('');

  const grey = join(shell.dataDir, 'media-pictures', 'asked.png');
  writeFileSync(grey, await editPicture(await makePicture({ seed: 3 }), { grey: true }));
  await shell.dropFiles([grey], 'Search by this picture');
  await expect(results.getByRole('listitem').first()).toContainText(/station(-small)?\.jpg/);
  await expect(results.getByRole('listitem').first()).toContainText('Looks alike');
  await page.getByRole('button', { name: 'Search without the picture' }).click();

  await page
    .getByRole('link')
    .filter({ has: page.getByRole('img', { name: 'meadow.jpg' }) })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'meadow.jpg' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Neighbours' })).toContainText('0.');
  await page.getByRole('button', { name: 'More like this' }).click();
  await expect(results.getByRole('listitem').first()).toContainText('meadow-small.jpg');
});

test('a range is chosen over days by keys, given up by Escape, and one put into a cluster by its name', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  await openPart(page, 'Library');
  await page.getByRole('navigation', { name: 'Timeline' }).getByRole('button', { name: 'May' }).click();
  await page.getByRole('button', { name: 'Choose station.jpg' }).press('Space');
  await page.getByRole('button', { name: 'Choose harbour.jpg' }).press('Shift+Space');
  await expect(page.getByRole('toolbar', { name: 'Chosen assets' })).toContainText('3 assets chosen');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar', { name: 'Chosen assets' })).toBeHidden();

  await page.getByRole('button', { name: 'Choose harbour.jpg' }).press('Space');
  await page.getByRole('combobox', { name: 'Put into a cluster' }).fill('mead');
  await page.getByRole('option', { name: 'Meadows (2 assets)' }).click();
  const note = page.getByRole('alert').filter({ hasText: '1 asset moved' });
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back: 1 asset moved back')).toBeVisible();
});

test('filters that leave nothing of a search are named and cleared', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Library');
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('harbour');
  await page.getByLabel('From day').fill('2030-01-01');
  await expect(page.getByText('Nothing fits within these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  const results = page.getByRole('list', { name: 'Search results' });
  await expect(results.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('');
  await expect(results).toBeHidden();
});

test('the bar keeps its height when a first filter comes', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await page.setViewportSize({ width: 1360, height: 800 });
  await openPart(page, 'Library');
  const clear = page.getByRole('button', { name: 'Clear filters' });
  await expect(page.getByRole('combobox', { name: 'Camera' })).toBeVisible();
  const words = await page.getByRole('searchbox', { name: 'Search the library' }).boundingBox();
  const before = await page.getByLabel('From day').boundingBox();
  expect(Math.abs((before?.y ?? 0) - (words?.y ?? Infinity))).toBeLessThan(10);
  await page.getByLabel('From day').fill('2020-01-01');
  expect(await page.getByLabel('From day').boundingBox()).toEqual(before);
  await clear.click();
  await expect(page.getByLabel('From day')).toHaveValue('');
});

test('pictures taken at one spot are opened together from the map', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Library');
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Map').click();
  await page.getByRole('button', { name: '3 assets taken here' }).click();
  await expect(page).toHaveURL(/box=/);
  for (const name of names) await expect(page.getByRole('img', { name: `${name}.jpg` })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: '3 assets taken here' })).toBeVisible();
});

test('the map stands where it stood after Back and after a reload', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Library');
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Map').click();
  const map = page.getByRole('region', { name: 'Map of the library' });
  await expect(map.getByRole('button', { name: '3 assets taken here' })).toBeVisible();
  const scale = map.getByText(/^[\d.]+\s?k?m$/);
  const near = await scale.innerText();
  for (const step of [1, 2, 3]) {
    await map.getByRole('button', { name: 'Zoom out' }).click();
    await expect(page).toHaveURL(new RegExp(`at=.*(%2C|,)${13 - step}(\\D|$)`));
  }
  const far = await scale.innerText();
  expect(far).not.toBe(near);
  await map.getByRole('button', { name: 'Show what was taken here' }).click();
  await expect(page).toHaveURL(/box=/);
  await page.goBack();
  await expect(scale).toHaveText(far);
  await page.reload();
  await expect(scale).toHaveText(far);
});

test('clusters are merged and parted again by a press', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Clusters');
  const board = page.getByRole('list', { name: 'Clusters' });
  const cards = board.getByRole('article');
  const holding = (name: string) => cards.filter({ has: page.getByRole('img', { name, exact: true }) });
  await expect(holding('station.jpg')).toContainText('2 assets');
  await holding('meadow.jpg')
    .getByRole('checkbox', { name: /^Choose/ })
    .check();
  await holding('station.jpg')
    .getByRole('checkbox', { name: /^Choose/ })
    .check();
  await page.getByRole('button', { name: 'Merge 2' }).click();
  await expect(holding('station.jpg')).toContainText('4 assets');
  await page.reload(); // the note with its button has gone with the page
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('menuitem', { name: /^2 assets moved into / }).click();
  await expect(holding('station.jpg')).toContainText('2 assets');
  await expect(holding('meadow.jpg')).toContainText('2 assets');
});

test('the name of a cluster is taken back', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await openPart(page, 'Clusters');
  const card = page
    .getByRole('list', { name: 'Clusters' })
    .getByRole('article')
    .filter({ has: page.getByRole('img', { name: 'meadow.jpg', exact: true }) });
  const name = card.getByRole('textbox', { name: 'Name of the cluster' });
  await expect(name).toHaveValue('Meadows');
  await name.fill('Pastures');
  await name.press('Enter');
  await page
    .getByRole('alert')
    .filter({ hasText: 'Named Pastures' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(name).toHaveValue('Meadows');
});

test('a plan of folders goes round what is there, is written, and taken back after a reload', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  const target = `${shell.dataDir}-laid-out`;
  await openPart(page, 'Clusters');
  const dialog = page.getByRole('dialog', { name: 'Lay out in folders' });
  const open = () => page.getByRole('button', { name: 'Lay out in folders' }).click();
  await open();
  await dialog.getByRole('textbox', { name: 'Folder on the machine' }).fill(target);
  await dialog.getByRole('button', { name: 'Make a plan' }).click();
  await expect(dialog.getByText('4 files in 2 folders')).toBeVisible();
  mkdirSync(target);
  const folder = await dialog
    .getByRole('table', { name: 'Planned folders' })
    .getByRole('cell')
    .first()
    .innerText();
  writeFileSync(join(target, folder), 'mine');
  await dialog.getByRole('button', { name: 'Accept and write' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Make a new plan, which goes round it.');
  await page.reload();
  await open();
  await expect(dialog.getByRole('button', { name: 'Go on' })).toBeVisible(); // what was broken off is not lost
  await dialog.getByRole('textbox', { name: 'Folder on the machine' }).fill(target);
  await dialog.getByRole('button', { name: 'Make a plan' }).click();
  await expect(dialog.getByText('2 put under another name')).toBeVisible();
  await dialog.getByRole('button', { name: 'Accept and write' }).click();
  await expect(dialog.getByRole('status')).toContainText('4 written, 0 there already, done');
  await page.reload();
  await open();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(dialog.getByRole('status')).toContainText('4 taken away, done');
  expect(readdirSync(target)).toEqual([folder]);
  rmSync(target, { recursive: true });
  await page.keyboard.press('Escape');
});

test('text in a picture is found, a picture is seen at its own size, a video moves', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  await openPart(page, 'Library');
  const results = page.getByRole('list', { name: 'Search results' });
  const words = page.getByRole('searchbox', { name: 'Search the library' });
  await words.fill('pilot hut');
  await expect(results.getByRole('listitem')).toHaveCount(1, { timeout: 30_000 });
  await expect(results).toContainText('Text in the picture: OPEN 24 HOURS PILOT HUT 7');
  await results.getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Text in the picture' })).toContainText('PILOT HUT 7');
  await page.keyboard.press('z');
  await expect(page.getByRole('group', { name: 'sign.jpg at its own size' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Show sign.jpg at its own size' })).toBeVisible();

  await openPart(page, 'Library');
  await words.fill('');
  await expect(results).toHaveCount(0);
  // Where less motion is asked for, videos stay still.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const video = page.getByRole('link').filter({ has: page.getByRole('img', { name: 'launch.mp4' }) });
  await video.first().hover();
  await expect(page.getByRole('img', { name: 'launch.mp4 in motion' })).toBeVisible({ timeout: 30_000 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
});
