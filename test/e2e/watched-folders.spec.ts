/** Folders whose files are taken in by themselves. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePicture } from '../fixtures/make-picture';
import { openPart } from './fixtures/open-part';
import { expect, test } from './fixtures/shell';

test('a watched folder says what came of its files, also after a reload', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const folder = `${shell.dataDir}-watched`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'brook.jpg'), await makePicture({ seed: 901 }));
  writeFileSync(join(folder, 'readme.txt'), 'No engine reads this.');
  await openPart(page, 'Watched folders');
  const path = page.getByRole('textbox', { name: 'Absolute path on the machine of this instance' });
  await path.fill(shell.dataDir);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByText('choose a folder beside it')).toBeVisible();
  await path.fill(folder);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByText('1 taken in, 0 known already, 1 refused')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Show its files' }).click();
  const files = page.getByRole('table', { name: 'Files of the folder' }).getByRole('row');
  await expect(files).toHaveCount(2);
  await page.getByText('refused 1').click();
  await expect(files).toHaveCount(1);
  await page.reload();
  await expect(files).toHaveCount(1);
  await expect(files).toContainText('readme.txt was not taken: no engine reads its content.');
  await page.getByText('taken in 1', { exact: true }).click();
  await files.getByRole('link', { name: 'brook.jpg' }).click();
  await expect(page.getByRole('heading', { name: 'brook.jpg' })).toBeVisible();
  await openPart(page, 'Watched folders');
  await page.getByRole('button', { name: 'Watch no more' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Watch no more' }).click();
  await expect(page.getByText('No folder is watched')).toBeVisible();
  rmSync(folder, { recursive: true });
});
