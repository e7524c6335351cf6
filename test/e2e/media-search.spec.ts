/** A search with more answers than one page holds; in an instance of its own, for so many pictures would crowd those of other specs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePicture } from '../fixtures/make-picture';
import { expect, test } from './fixtures/shell';

test('what was found reads on by scrolling', async ({ shell }) => {
  const { page } = shell;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click();
  const folder = join(shell.dataDir, 'media-pebbles');
  mkdirSync(folder);
  const paths = Array.from({ length: 62 }, (_none, k) => join(folder, `pebble-${k}.jpg`));
  for (const [k, path] of paths.entries())
    writeFileSync(path, await makePicture({ seed: 100 + k, widthPx: 64, heightPx: 48 }));
  await shell.dropFiles(paths);
  const words = page.getByRole('searchbox', { name: 'Search the library' });
  await expect(words).toBeVisible({ timeout: 30_000 });
  await words.fill('pebble');
  await expect(page.getByText('62 found')).toBeVisible({ timeout: 30_000 });
  const hits = page.getByRole('list', { name: 'Search results' }).getByRole('listitem');
  await hits.nth(59).scrollIntoViewIfNeeded();
  await expect(hits).toHaveCount(62);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});
