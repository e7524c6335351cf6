/** Dead letters as the operator triages them: by cause, one by one, and many at once. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type Shell } from './fixtures/shell';

const letters = (page: Page) => page.getByRole('grid', { name: 'Dead letters' });
const view = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true });

/** Files without fixes: each fails for the same reason. */
async function dropBroken(shell: Shell, name: string, count: number): Promise<void> {
  const folder = join(shell.dataDir, name);
  mkdirSync(folder);
  for (let index = 0; index < count; index++)
    writeFileSync(
      join(folder, `${name}-${index}.igc`),
      `AXXX${name.length}${index}\r\nHFDTE010124\r\nHFPLTPILOT:X\r\nLXXX${name} ${index}\r\n`,
    );
  await shell.dropFiles([folder]);
}

async function openFailed(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Failed/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Failed' })).toBeVisible();
}

test('letters are grouped by cause, retried in bulk with a few first, and discarded with a way back', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  await dropBroken(shell, 'grouped', 14);
  await openFailed(page);
  await view(page, 'Letters').click();
  await page.getByRole('searchbox', { name: 'Search failed runs' }).fill('grouped-');
  await expect(page.getByText('All that match: 14')).toBeVisible({ timeout: 30_000 });

  await view(page, 'Groups').click();
  const group = page
    .getByRole('table', { name: 'Groups of dead letters' })
    .getByRole('row')
    .filter({ hasText: 'INVALID_FLIGHT' });
  await expect(group).toContainText('14');
  await group.getByRole('button', { name: /^Retry 14 letters/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('14');
  await dialog.getByRole('button', { name: 'Retry them' }).click();
  const acts = page.getByRole('list', { name: 'Acts on many letters' });
  await expect(acts).toContainText('failed alike', { timeout: 30_000 });
  await acts.getByRole('button', { name: 'Cancel' }).click();
  await expect(acts).toContainText('Retried, cancelled');

  await group.click();
  await expect(page.getByRole('region', { name: 'This group' })).toContainText('no fixes');
  await expect(page.getByText('All that match: 14')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Discard…' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('only a test');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(page.getByText('No failed run matches this filter')).toBeVisible();
  await acts.getByRole('button', { name: 'Undo' }).first().click();
  await expect(letters(page).getByRole('row').filter({ hasText: 'grouped-' }).first()).toBeVisible();
});
