/** Connections as an operator meets them, on every shell: kept, tested, changed, marked as production, left again. */
import type { Page } from '@playwright/test';
import { elsewhereMissing, startElsewhere } from '../helpers/elsewhere';
import { expect, test } from './fixtures/shell';

const secret = 'never-shown-2718';

async function goToConnections(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
}

interface Addresses {
  redisUrl: string;
  databaseUrl: string;
}

/** The dialog of a new connection, filled in. */
async function beginConnection(page: Page, name: string, { redisUrl, databaseUrl }: Addresses) {
  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a connection' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByLabel('Redis', { exact: true }).fill(redisUrl);
  await dialog.getByLabel('PostgreSQL', { exact: true }).fill(databaseUrl);
  return dialog;
}

async function removeConnection(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('button', { name: `Edit ${name}` })).toHaveCount(0);
}

test('a connection is tested with a wrong address, kept, edited and removed', async ({
  sharedShell: { page },
}) => {
  await goToConnections(page);
  const dialog = await beginConnection(page, 'Club Server', {
    redisUrl: 'http://127.0.0.1:1',
    databaseUrl: `postgres://u:${secret}@127.0.0.1:1/flights`,
  });
  const save = dialog.getByRole('button', { name: 'Save' });
  await expect(dialog).toContainText('lower-case letters, digits and hyphens, at most 31');
  await expect(dialog).toContainText('redis://… or rediss://…');
  await expect(save).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('club');
  await dialog.getByLabel('Redis', { exact: true }).fill('redis://127.0.0.1:1');
  await dialog.getByRole('button', { name: 'Test' }).click();
  const result = dialog.getByRole('status', { name: 'Result of the test' });
  await expect(result.getByLabel('It does not suit')).toHaveCount(2);
  await expect(result).toContainText('Redis: redis://127.0.0.1:1: The Redis server cannot be used');
  await expect(result).toContainText('Cannot connect to PostgreSQL at 127.0.0.1:1/flights');
  await save.click();
  const facts = page.getByLabel('Where club leads');
  await expect(facts).toContainText('postgres://u@127.0.0.1:1/flights');

  await page.getByRole('button', { name: 'Edit club' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit club' });
  await edit.getByRole('textbox', { name: 'Shown as' }).fill('Club server');
  await edit.getByRole('checkbox', { name: /^This is production/ }).check();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(/Club server\s*Production/);
  await expect(facts).toContainText('redis://127.0.0.1:1'); // what was left empty stays
  expect(await page.content()).not.toContain(secret);
  await removeConnection(page, 'club');
});

test('production is marked on every page and starts read-only, and one comes back', async ({
  sharedShell: { page },
}) => {
  test.skip(elsewhereMissing !== null, elsewhereMissing ?? '');
  const elsewhere = await startElsewhere(secret);
  try {
    await goToConnections(page);
    const dialog = await beginConnection(page, 'prod', elsewhere);
    await dialog.getByRole('checkbox', { name: /^This is production/ }).check();
    await dialog.getByRole('button', { name: 'Test' }).click();
    const result = dialog.getByRole('status', { name: 'Result of the test' });
    await expect(result.getByLabel('It suits')).toHaveCount(3);
    await dialog.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('button', { name: 'Change to prod' }).click();
    const sure = page.getByRole('dialog', { name: 'Change to prod (production)?' });
    await expect(sure).toContainText('It starts read-only');
    await sure.getByRole('button', { name: 'Change to it' }).click();
    const band = page.getByRole('status', { name: 'Connection profile' });
    await expect(band).toContainText('PRODUCTION · prod', { timeout: 60_000 });
    const [red = 0, green = 0, blue = 0] = await band.evaluate((element) =>
      (getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []).map(Number),
    );
    expect(red).toBeGreaterThan(2 * Math.max(green, blue));
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByText('Read-only', { exact: false }).first()).toBeVisible();

    await goToConnections(page);
    await expect(band).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove prod' })).toBeDisabled();
    await page.getByRole('button', { name: 'Change to local' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change to it' }).click();
    await expect(band).toHaveCount(0, { timeout: 60_000 });
    await goToConnections(page);
    await removeConnection(page, 'prod');
  } finally {
    await elsewhere.stop();
  }
});
