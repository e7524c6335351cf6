/** The audit log and saved views as an operator meets them, on every shell. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/shell';

type PageName = 'Schedules' | 'Audit' | 'Runs';

const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

async function goTo(page: Page, name: PageName): Promise<void> {
  await link(page, name).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const schedule = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Schedules', exact: true }).getByRole('row').filter({ hasText: name });

/** The editor of a new schedule, with name and folder filled in. */
async function beginSchedule(page: Page, name: string, folder: string) {
  await goTo(page, 'Schedules');
  await page.getByRole('button', { name: 'New schedule' }).click();
  const editor = page.getByRole('dialog', { name: 'New schedule' });
  await editor.getByRole('textbox', { name: 'Name' }).fill(name);
  await editor.getByRole('textbox', { name: 'Folders or files' }).fill(folder);
  return editor;
}

test('an act is in the audit log with before and after, and the chain is whole', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  const editor = await beginSchedule(page, 'To be paused', join(shell.dataDir, 'audited'));
  await editor.getByRole('button', { name: 'Add the schedule' }).click();
  await schedule(page, 'To be paused').getByRole('button', { name: 'Pause To be paused' }).click();
  await expect(schedule(page, 'To be paused')).toContainText('paused');

  await goTo(page, 'Audit');
  await page.getByRole('searchbox', { name: 'Search the audit log' }).fill('To be paused');
  const entries = page.getByRole('grid', { name: 'Audit log' });
  await entries.getByRole('row').filter({ hasText: 'schedules.pause' }).click();
  const entry = page.getByRole('dialog', { name: /^schedules\.pause, entry \d+$/ });
  const change = entry
    .getByRole('table', { name: 'Before and after' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: /paused$/ }) });
  await expect(change.getByRole('cell')).toHaveText(['false', 'true']);
  await page.keyboard.press('Escape');
  await expect(entry).toHaveCount(0);

  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The chain is whole' })).toBeVisible();
});

test('a filter is kept as a view and opened from the navigation', async ({ sharedShell: { page } }) => {
  await goTo(page, 'Audit');
  await page.getByRole('searchbox', { name: 'Search the audit log' }).fill('views of today');
  await expect(page).toHaveURL(/q=views/);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Of views');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(link(page, 'Of views')).toBeVisible();

  await goTo(page, 'Runs');
  await link(page, 'Of views').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search the audit log' })).toHaveValue('views of today');
  await expect(page.getByRole('button', { name: 'Saved views' })).toHaveText('Of views');
});
