/** Workers and health as an operator meets them, on every shell: scale, pause, drain, read what is wrong, hold a drill. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/shell';

async function goTo(page: Page, name: 'Workers' | 'Health'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const row = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Processes' }).getByRole('row').filter({ hasText: name });

async function act(page: Page, name: string, label: string): Promise<void> {
  await page.getByRole('button', { name: `Acts on ${name}` }).click();
  await page.getByRole('menuitem', { name: label }).click();
}

test('a pool is scaled up, taken back, and one process is drained', async ({ sharedShell: { page } }) => {
  await goTo(page, 'Workers');
  const pool = page.getByRole('region', { name: 'Pool igc' });
  await pool.getByRole('button', { name: 'Starting values' }).click();
  await page.getByRole('menuitem', { name: /^Light: 2 processes/ }).click();
  await expect(pool.getByRole('textbox', { name: 'Processes' })).toHaveValue('2');
  await pool.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(row(page, 'engine-igc-2')).toContainText('ready', { timeout: 30_000 });
  await expect(row(page, 'engine-igc-1')).toContainText('0/1');
  await expect(page.getByRole('table', { name: 'Decisions about igc' })).toContainText(
    '1 → 2: chosen by hand.',
  );

  await act(page, 'engine-igc-2', 'Drain…');
  await page.getByRole('button', { name: 'Drain it' }).click();
  await expect(row(page, 'engine-igc-2')).toHaveCount(0, { timeout: 30_000 });
  await expect(pool).toContainText('1 of 1 process');
  await act(page, 'engine-igc-1', 'Drain…');
  await page.getByRole('button', { name: 'Drain it' }).click();
  await expect(page.getByText('the last of its pool')).toBeVisible();

  const jobsAtOnce = pool.getByRole('textbox', { name: 'Jobs at once in each' });
  const applyJobsAtOnce = async (count: number) => {
    await jobsAtOnce.fill(String(count));
    await pool.getByRole('button', { name: 'Apply', exact: true }).click();
  };
  await applyJobsAtOnce(3);
  await expect(row(page, 'engine-igc-1')).toContainText('0/3', { timeout: 30_000 });
  await applyJobsAtOnce(2);
  await page
    .getByRole('alert')
    .filter({ hasText: '2 jobs in each process' })
    .getByRole('button', { name: 'Undo' })
    .press('Enter'); // the note is there for a while only
  await expect(jobsAtOnce).toHaveValue('3');
  await expect(row(page, 'engine-igc-1')).toContainText('0/3', { timeout: 30_000 });
  await applyJobsAtOnce(1);
  await expect(row(page, 'engine-igc-1')).toContainText('0/1', { timeout: 30_000 });
});

test('a pool scales itself and says why; health tells of a paused one', async ({ sharedShell: { page } }) => {
  await goTo(page, 'Workers');
  const pool = page.getByRole('region', { name: 'Pool igc' });
  await pool.getByRole('switch', { name: 'Scale by its load' }).click();
  await expect(pool.getByRole('status', { name: 'Why igc has its size' })).toContainText(
    'Stays at 1: enough for',
    {
      timeout: 30_000,
    },
  );
  await pool.getByRole('switch', { name: 'Scale by its load' }).click();
  await expect(pool.getByRole('status', { name: 'Why igc has its size' })).toHaveCount(0);

  await pool.getByRole('button', { name: 'Pause igc' }).click();
  await expect(row(page, 'engine-igc-1')).toContainText('paused', { timeout: 30_000 });
  await goTo(page, 'Health');
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Its pool igc is paused', { timeout: 30_000 });
  await verdict.getByRole('link', { name: 'Open Workers' }).first().click();
  await pool.getByRole('button', { name: 'Resume igc' }).click();
  await expect(row(page, 'engine-igc-1')).toContainText('ready', { timeout: 30_000 });
});

test('a killed process comes back, and its row tells why it ended', async ({ sharedShell: { page } }) => {
  await goTo(page, 'Workers');
  await act(page, 'engine-isolation', 'Kill…');
  await page.getByRole('button', { name: 'Kill it' }).click();
  await row(page, 'engine-isolation').getByText('engine-isolation').click();
  const drawer = page.getByRole('dialog', { name: 'engine-isolation' });
  await expect(drawer.getByRole('region', { name: 'Earlier lives' })).toContainText('It was killed by hand', {
    timeout: 30_000,
  });
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(row(page, 'engine-isolation')).toContainText('ready', { timeout: 30_000 });
});

test('a drill proves that nothing is lost, and its report is downloaded', async ({ sharedShell: shell }) => {
  test.slow();
  const { page } = shell;
  await goTo(page, 'Health');
  await page.getByRole('button', { name: 'Hold a drill…' }).click();
  await page.getByRole('button', { name: 'Hold the drill' }).click();
  await expect(page.getByText('Nothing was lost: 50 jobs')).toBeVisible({ timeout: 60_000 });
  const checks = page.getByRole('list', { name: 'Checks' }).first().getByRole('listitem');
  await expect(checks.getByLabel('holds', { exact: true })).toHaveCount(9);
  const { name, text } = await shell.download(() =>
    page.getByRole('button', { name: 'Download the report' }).first().click(),
  );
  expect(name).toMatch(/^flightline-drill-.*\.json$/);
  expect(JSON.parse(text)).toMatchObject({ state: 'passed', jobs: 50 });
});
