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

test('a payload is edited, checked, tried out and queued again', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await dropBroken(shell, 'edited', 1);
  await openFailed(page);
  await view(page, 'Letters').click();
  await page.getByRole('searchbox', { name: 'Search failed runs' }).fill('edited-0');
  const letter = letters(page).getByRole('row').filter({ hasText: 'edited-0.igc' });
  await letter.click({ timeout: 30_000 });
  await expect(page.getByLabel('Input as text')).toContainText('HFPLTPILOT');
  await expect(page.getByRole('link', { name: 'Open the trace' })).toBeVisible();
  await page.getByRole('button', { name: 'Edit payload…' }).click();
  const editor = page.getByRole('textbox', { name: 'Payload as JSON' });
  await editor.fill('{"fileName": "edited-1.igc", "lane": "batch", "options": {"nonsense": 1}}');
  await expect(page.getByRole('list', { name: 'What is wrong' })).toContainText('options.nonsense');
  await expect(page.getByRole('button', { name: 'Queue again' })).toBeDisabled();
  await editor.fill('{"fileName": "edited-1.igc", "lane": "batch", "options": {}}');
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText(/^It would fail/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByLabel('Changes to the payload')).toContainText('edited-1.igc');
  await page.getByRole('button', { name: 'Queue again' }).click();
  await page.getByRole('searchbox', { name: 'Search failed runs' }).fill('edited-1');
  await expect(letters(page).getByRole('row').filter({ hasText: 'edited-1.igc' })).toBeVisible({
    timeout: 30_000,
  });
});
