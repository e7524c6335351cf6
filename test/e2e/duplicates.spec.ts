/** Pairs decided together; in an instance of its own, whose pairs no other spec decides. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editPicture, makePicture } from '../fixtures/make-picture';
import { expect, test } from './fixtures/shell';

test('all pairs are decided at once, and taken back at once, also after a reload', async ({ shell }) => {
  const { page } = shell;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click();
  const folder = join(shell.dataDir, 'media-pairs');
  mkdirSync(folder);
  const paths: string[] = [];
  for (const seed of [1, 2]) {
    const picture = await makePicture({ seed });
    const small = await editPicture(picture, { widthPx: 400, quality: 50 });
    for (const [name, bytes] of [
      [`${seed}.jpg`, picture],
      [`${seed}-small.jpg`, small],
    ] as const) {
      paths.push(join(folder, name));
      writeFileSync(join(folder, name), bytes);
    }
  }
  await shell.dropFiles(paths);
  await page.getByRole('link', { name: 'Duplicates' }).click();
  const pairs = page.getByRole('list', { name: 'Pairs' }).getByRole('article');
  await expect(pairs).toHaveCount(2, { timeout: 30_000 });

  await page.getByRole('button', { name: 'Decide all' }).click();
  await page.getByRole('menuitem', { name: 'Keep the suggested one of all copies…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Keep the suggested one of 2 pairs?');
  await dialog.getByRole('button', { name: 'Keep the suggested' }).click();
  await expect(page.getByText('2 pairs decided')).toBeVisible();
  await expect(page.getByText('Nothing to look at')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(pairs).toHaveCount(2);

  await page.getByRole('button', { name: 'Decide all' }).click();
  await page.getByRole('menuitem', { name: 'Keep both of all pairs…' }).click();
  await dialog.getByRole('button', { name: 'Keep both' }).click();
  await expect(page.getByText('Nothing to look at')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('menuitem', { name: 'Both kept of 2 pairs' }).click();
  await expect(pairs).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Take back' })).toBeDisabled();
});
