/** Figures over time and alerts over them, on every shell: charts, zoom, what is in the address, a rule that fires and is silenced. */
import { expect, test } from './fixtures/shell';

test('charts show what was measured; a drag zooms, Back and Live return', async ({ sharedShell: shell }) => {
  const { page } = shell;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Metrics' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Metrics' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Throughput,.*completed \d/ })).toBeVisible();
  const chart = page.getByRole('img', { name: /^Throughput/ });

  await page.getByRole('button', { name: 'completed' }).first().click();
  await expect(page.getByRole('button', { name: 'completed' }).first()).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(page).toHaveURL(/jobs\.completed/);

  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no place');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  // A selection on the page must not be dragged instead, and a quick hand lets go before the page has drawn a move.
  await page.keyboard.press('ControlOrMeta+a');
  await Promise.all([
    page.mouse.down(),
    page.mouse.move(box.x + box.width * 0.8, y, { steps: 2 }),
    page.mouse.up(),
  ]);
  await expect(page).toHaveURL(/from=\d+/);
  await expect(page.getByRole('button', { name: 'Live' })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);

  const file = await shell.download(() => page.getByRole('button', { name: 'Download as CSV' }).click());
  expect(file.text.split('\r\n')[0]).toMatch(/^begin \(UTC\),measured \(s\),jobs\.completed \(perSecond\)/);
});

test('a rule fires, is told, and is silenced', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: /^Alerts/ }).click();
  await expect(page.getByRole('row', { name: /Many dead letters/ })).toBeVisible();
  await page.getByRole('button', { name: 'New alert' }).click();
  await expect(page.getByLabel('Name')).toBeFocused(); // the drawer gives it the focus when it is there
  await page.getByLabel('Name').fill('Redis is used');
  await page.getByRole('combobox', { name: 'Figure' }).fill('connections');
  await page.getByRole('option', { name: 'Redis state: connections' }).click();
  await page.getByLabel('Must hold for').fill('0');
  await page.getByLabel('Limit').fill('0');
  await page.getByRole('button', { name: 'Save' }).click();

  const row = page.getByRole('row', { name: /Redis is used/ });
  // Rules of the house may fire as well: other specs kill processes of this instance.
  const loud = page.getByRole('row').filter({ hasText: 'firing' }).filter({ hasNotText: 'silenced until' });
  const countedTooMany = async () => {
    const [counted = '0'] = await main.getByLabel(/^\d+ firing$/).allInnerTexts();
    return Number(counted) - (await loud.count());
  };
  await expect(row.getByText('firing')).toBeVisible();
  await expect(page.getByText('Alert: Redis is used')).toBeVisible();
  await expect(main.getByLabel(/^\d+ firing$/)).toBeVisible();
  await expect.poll(countedTooMany).toBe(0);

  await row.getByRole('button', { name: 'Silence Redis is used' }).click();
  await page.getByLabel('Reason').fill('planned work');
  await page.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(row.getByText(/silenced until/)).toBeVisible();
  await expect.poll(countedTooMany).toBe(0);

  await row.getByRole('button', { name: 'More for Redis is used' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(row).toBeHidden();
});
