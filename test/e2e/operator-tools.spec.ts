/** Schedules, audit log, saved views and backups as an operator meets them, on every shell. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeFlights } from './fixtures/flights';
import { expect, test } from './fixtures/shell';

type PageName = 'Schedules' | 'Audit' | 'Backups' | 'Runs' | 'Ingest';

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

test('a schedule is made, run by hand, deleted and put back', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const folder = join(shell.dataDir, 'scheduled');
  writeFlights(folder, 1, { firstSeed: 7100 });
  const editor = await beginSchedule(page, 'Nightly flights', folder);
  const cron = editor.getByRole('textbox', { name: 'When (cron)' });

  await cron.fill('61 6 * * *');
  await expect(editor).toContainText('cannot be read');
  await cron.fill('30 6 * * 1-5');
  await expect(editor).toContainText('At 06:30, Monday through Friday');
  const times = editor.getByRole('list', { name: 'Next times' }).getByRole('listitem');
  await expect(times).toHaveCount(5);
  await expect(times.first()).toContainText('06:30');
  await editor.getByRole('button', { name: 'Add the schedule' }).click();
  const row = schedule(page, 'Nightly flights');
  await expect(row).toContainText('At 06:30, Monday through Friday');
  await expect(row).toContainText('never');

  await row.getByRole('button', { name: 'Run Nightly flights now' }).click();
  const runs = page.getByRole('table', { name: 'Runs of schedules' }).getByRole('row');
  const run = runs.filter({ hasText: 'Nightly flights' });
  await expect(run).toContainText('by hand');
  await expect(run).toContainText(/Batch done.* of 4 runs completed/, { timeout: 60_000 });

  await row.getByRole('button', { name: 'More for Nightly flights' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  await page
    .getByRole('alert')
    .filter({ hasText: '“Nightly flights” was removed' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(row).toContainText('At 06:30, Monday through Friday');
});

test('an act is in the audit log with before and after, and the chain is whole', async ({
  sharedShell: shell,
}) => {
  const { page } = shell;
  const folder = join(shell.dataDir, 'audited');
  mkdirSync(folder);
  const editor = await beginSchedule(page, 'To be paused', folder);
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

test('a backup is made, verified, restored into the instance that runs, and removed', async ({
  sharedShell: { page, dropFiles },
}, { project }) => {
  const folder = mkdtempSync(join(tmpdir(), 'flightline-e2e-backups-'));
  try {
    await goTo(page, 'Backups');
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await expect(page.getByText('No backup in this folder yet')).toBeVisible();
    await page.getByRole('button', { name: 'Back up now' }).click();
    const backups = page.getByRole('table', { name: 'Backups' });
    await expect(backups.getByRole('row')).toHaveCount(2, { timeout: 60_000 }); // the head and it

    await backups.getByRole('button', { name: /^Verify / }).click();
    await expect(page.getByRole('alert').filter({ hasText: /is whole.* read again\./ })).toBeVisible();
    const name = (await backups.getByRole('row').nth(1).getByRole('cell').first().textContent()) ?? '';

    await beginSchedule(page, 'After the backup', folder).then((editor) =>
      editor.getByRole('button', { name: 'Add the schedule' }).click(),
    );
    await expect(schedule(page, 'After the backup')).toBeVisible();
    await dropFiles(writeFlights(join(folder, 'flights'), 1, { firstSeed: 7700 }));
    await expect(page.getByRole('alert').filter({ hasText: /flight-7700.* is done/ })).toBeVisible({
      timeout: 30_000,
    });
    await goTo(page, 'Backups');
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await backups.getByRole('button', { name: /^Restore / }).click();
    const dialog = page.getByRole('dialog', { name: `Restore ${name}?` });
    await expect(dialog.getByRole('button', { name: 'Replace everything' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: `Type ${name} to confirm` }).fill(name);
    await dialog.getByRole('button', { name: 'Replace everything' }).click();
    await expect(page.getByRole('status').filter({ hasText: `${name} was restored` })).toBeVisible({
      timeout: 60_000,
    });
    const asides = page.getByRole('table', { name: 'Set aside by restores' });
    await expect(asides).toContainText(`What was there before ${name} was restored.`);
    await asides.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect(asides).toHaveCount(0);
    await goTo(page, 'Schedules');
    await expect(schedule(page, 'After the backup')).toHaveCount(0);

    await goTo(page, 'Ingest');
    const incoming = page.getByRole('main').getByRole('group', { name: 'flight-7700.igc' });
    // A desktop gives paths alone, and remembers no upload.
    if (project.name === 'browser') {
      await expect(incoming).toContainText('The instance no longer knows of these files');
      await incoming.getByRole('button', { name: /^Take .* off this list$/ }).click();
    }
    await expect(incoming).toHaveCount(0);

    await goTo(page, 'Backups');
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await backups.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect(page.getByText('No backup in this folder yet')).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('acts on pools, letters and alerts are found in the palette', async ({ sharedShell: { page } }) => {
  const find = async (text: string) => {
    await page.getByRole('button', { name: 'Search and commands' }).click();
    await page.getByRole('textbox', { name: 'Go to, or do' }).fill(text);
  };
  await find('pause pool igc');
  await page.getByRole('button', { name: 'Pause pool igc', exact: true }).click();
  const note = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Undo' }) });
  await note.getByRole('button', { name: 'Undo' }).click();
  await find('pool igc');
  await expect(page.getByRole('button', { name: 'Pause pool igc', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await find('silence all');
  await expect(page.getByRole('button', { name: 'Silence all alerts…', exact: true })).toBeVisible();
  await page.keyboard.press('Enter'); // what was named, and not a search for its name
  await expect(page.getByRole('dialog', { name: 'Silence all alerts' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
});
