/** Saved views as an operator meets them, on every shell. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/shell';

type PageName = 'Audit' | 'Runs';

const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

async function goTo(page: Page, name: PageName): Promise<void> {
  await link(page, name).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

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
