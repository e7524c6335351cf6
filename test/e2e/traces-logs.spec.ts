/** Logs and traces as an operator meets them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/shell';

async function goTo(page: Page, name: 'Logs'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('from a log line to the trace, its failed span and the run, and back', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  const folder = join(shell.dataDir, 'traced');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'no-fixes-traced.igc'), 'AXXX001\r\nHFDTE010124\r\nHFPLTPILOT:TRACED\r\n');

  await goTo(page, 'Logs');
  await page.getByRole('radiogroup', { name: 'Least level' }).getByText('Errors').click();
  await expect(page).toHaveURL(/level=error/);
  // Followed: the line comes by itself.
  await shell.dropFiles([folder]);
  const lines = page.getByRole('grid', { name: 'Log lines' });
  const line = lines.getByRole('row').filter({ hasText: 'no-fixes-traced.igc' });
  await expect(line).toContainText('job-failed', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Paused' })).toBeVisible();
  await line.click();
  await expect(line).toContainText('INVALID_FLIGHT');
  await line.getByRole('link', { name: 'Open the trace' }).click();

  const spans = page.getByRole('treegrid', { name: 'Spans of the trace' });
  await expect(spans).toBeFocused();
  const failed = spans.getByRole('row', { name: /^run xcmetrics, .*failed/ });
  await failed.click();
  const details = page.getByRole('region', { name: 'Span run xcmetrics' });
  await expect(details).toContainText('INVALID_FLIGHT');
  // Keys: to the parent, fold it, and its children are gone.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(failed).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(failed).toBeVisible();

  await page.getByRole('link', { name: /^xcmetrics/ }).click();
  await page.getByRole('tab', { name: 'Trace' }).click();
  await expect(page.getByRole('treegrid', { name: 'Spans of the trace' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the trace' }).click();
  await page
    .getByRole('group', { name: 'The same time elsewhere' })
    .getByRole('link', { name: 'Logs' })
    .click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await expect(line).toBeVisible();
});
