/** What only a desktop has: window, menu, tray, dialogs, notifications, single instance, and what its pages may not do. */
import type { Page } from '@playwright/test';
import { basename, join } from 'node:path';
import { contentSecurityPolicy } from '../../src/contract/csp';
import { writeFlights, writeManyFlights } from './fixtures/flights';
import { stillRunning, treeOf } from './fixtures/processes';
import { expect, test, type Shell } from './fixtures/shell';
import { attachedPage, standinOf } from './fixtures/standin-shell';

test.skip(() => test.info().project.name === 'browser', 'a browser has no desktop shell');

/** These look behind the window, which only the stand-in allows. */
const needsStandin = () =>
  test.skip(test.info().project.name !== 'standin', 'needs the controls of the stand-in');

async function desktopOf(shell: Shell) {
  if (!shell.desktop) throw new Error('this shell is no desktop');
  return shell.desktop;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

function runOf(page: Page, path: string) {
  return page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('row')
    .filter({ hasText: basename(path) })
    .filter({ hasText: 'xcscore' }); // the last of its engines
}

async function expectRunDone(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: /^Runs/ }).click();
  await expect(runOf(page, path)).toContainText('completed', { timeout: 30_000 });
}

test('the menu goes to pages and opens the system dialog', async ({ sharedShell: shell }) => {
  const desktop = await desktopOf(shell);
  await desktop.chooseMenu(['Go', 'Runs']);
  await expect(heading(shell.page, 'Runs')).toBeVisible();
  await desktop.chooseMenu(['Go', 'Failed']);
  await expect(heading(shell.page, 'Failed')).toBeVisible();

  const [flight = ''] = writeFlights(join(shell.dataDir, 'flights'), 1);
  await shell.pickFiles(() => desktop.chooseMenu(['File', 'Open Files…']), [flight]);
  await expectRunDone(shell.page, flight);
});

test('a drop hands over paths, and no file goes through the window', async ({ sharedShell: shell }) => {
  const uploads: string[] = [];
  shell.page.on('request', (request) => {
    if (request.method() === 'POST') uploads.push(request.url());
  });
  const folder = join(shell.dataDir, 'a folder');
  const inFolder = writeFlights(folder, 2, { firstSeed: 20 });
  const [single = ''] = writeFlights(join(shell.dataDir, 'flights'), 1, { firstSeed: 30 });
  await shell.dropFiles([folder, single]);
  for (const path of [...inFolder, single]) await expectRunDone(shell.page, path);
  expect(uploads).toEqual([]);
});

test('a second start hands its files to the first and brings its window back', async ({
  sharedShell: shell,
}) => {
  const desktop = await desktopOf(shell);
  const [flight = ''] = writeFlights(join(shell.dataDir, 'flights'), 1, { firstSeed: 40 });
  await desktop.minimize();
  expect(await desktop.isMinimized()).toBe(true);
  // A relative path is one of the second start's folder.
  expect(await desktop.startAgain([basename(flight)], join(shell.dataDir, 'flights'))).toBe(0);
  await expect.poll(() => desktop.isMinimized()).toBe(false);
  await expectRunDone(shell.page, flight);
});

test('a batch that ends while the window is away is announced, and the click leads to it', async ({
  sharedShell: shell,
}) => {
  needsStandin();
  const standin = standinOf(shell.desktop);
  const folder = join(shell.dataDir, 'evening');
  writeFlights(folder, 3);
  // Away first: three flights are done before one can look away.
  await standin.call('minimizeWindow');
  await shell.dropFiles([folder]);
  const announced = { title: '“evening” is done', body: '3 files completed' };
  await expect.poll(() => standin.call('notifications'), { timeout: 30_000 }).toContainEqual(announced);
  const titles = (await standin.call('notifications')).map(({ title }) => title);
  await standin.call('clickNotification', titles.indexOf(announced.title));
  await expect(heading(shell.page, 'evening')).toBeVisible();
  expect((await standin.call('windows'))[0]).toMatchObject({ isMinimized: false, isVisible: true });
});

test('the window is hardened, and its page has no way to Node', async ({ sharedShell: shell }) => {
  needsStandin();
  const [shown] = await standinOf(shell.desktop).call('windows');
  expect(shown?.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
  const names = await shell.page.evaluate(() => Object.keys(window.flightlineDesktop ?? {}).sort());
  expect(names).toEqual(
    [
      'notify',
      'onCommand',
      'onOpenPaths',
      'openPort',
      'pathsOf',
      'pickPaths',
      'platform',
      'showInFolder',
    ].sort(),
  );
  expect(
    await shell.page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window)),
  ).toEqual([]);
});

test('every answer carries the content security policy', async ({ sharedShell: shell }) => {
  const policies = await shell.page.evaluate(async () => {
    const answers = await Promise.all(['/', '/runs/unknown', '/health'].map((path) => fetch(path)));
    return answers.map((answer) => answer.headers.get('content-security-policy'));
  });
  expect(policies).toEqual([contentSecurityPolicy, contentSecurityPolicy, contentSecurityPolicy]);
  const ran = await shell.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    return 'inlineRan' in window;
  });
  expect(ran).toBe(false);
});

test('the page cannot leave, open windows, embed or reach the network', async ({ sharedShell: shell }) => {
  const { page } = shell;
  const before = page.url();
  await page.evaluate(() => location.assign('https://example.org/'));
  await page.evaluate(() => location.assign('file:///etc/passwd')).catch(() => undefined); // refused by Chromium itself
  expect(await page.evaluate(() => window.open('javascript:alert(1)'))).toBeNull();
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.name = 'embedded';
    frame.src = 'https://example.org/';
    document.body.append(frame);
  });
  const fetched = await page.evaluate(() =>
    fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    ),
  );
  expect(fetched).toBe('refused');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toBe(before);
  expect(page.context().pages()).toHaveLength(1);
  expect(page.frame('embedded')?.url() ?? '').not.toContain('example.org/');
});

test('only web links leave, through the one checked door', async ({ sharedShell: shell }) => {
  needsStandin();
  const standin = standinOf(shell.desktop);
  for (const url of ['https://example.org/manual', 'file:///etc/passwd', 'smb://host/share']) {
    await shell.page.evaluate((target) => void window.open(target), url);
  }
  await expect
    .poll(() => standin.call('calls'))
    .toEqual([{ api: 'shell.openExternal', args: ['https://example.org/manual'] }]);
});

test('permissions are denied, but for copying', async ({ sharedShell: shell }) => {
  const states = await shell.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'midi',
      'camera',
      'microphone',
      'clipboard-read',
      'clipboard-write',
    ];
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state] as const;
    });
    return Object.fromEntries(await Promise.all(asked));
  });
  const { 'clipboard-write': copying, ...others } = states;
  expect(copying).toBe('granted');
  expect(new Set(Object.values(others))).toEqual(new Set(['denied']));
});

test('the bridge refuses what does not fit', async ({ sharedShell: shell }) => {
  const refusals = await shell.page.evaluate(async () => {
    const bridge = window.flightlineDesktop;
    if (!bridge) return ['no bridge'];
    const outcome = (promise: Promise<unknown>) =>
      promise.then(
        () => 'done',
        (error: Error) => error.message,
      );
    return Promise.all([
      outcome(bridge.showInFolder('relative/path')),
      outcome(bridge.notify({ title: 'x', body: '', route: '//example.org' })),
      outcome(bridge.notify({ title: '', body: '', route: '/' })),
      outcome(bridge.pickPaths('everything' as never)),
    ]);
  });
  for (const refusal of refusals) expect(refusal).toContain('arguments do not fit');
});

test('a page that crashes is loaded again; closing quits and leaves no process; the next start has its place and takes in a file', async ({
  shell,
}) => {
  const desktop = await desktopOf(shell);
  if (desktop.isStandin) {
    await standinOf(desktop).call('crashPage');
    const again = await attachedPage(standinOf(desktop));
    await expect(heading(again, 'Overview')).toBeVisible({ timeout: 15_000 });
    await again.getByRole('link', { name: /^Runs/ }).click();
    await expect(heading(again, 'Runs')).toBeVisible();
  }
  const bounds = { x: 80, y: 60, width: 1100, height: 700 };
  if (desktop.isStandin) await standinOf(desktop).call('moveWindow', bounds);
  const [flight = ''] = writeFlights(join(shell.dataDir, 'flights'), 1);
  const tree = treeOf(shell.pid);
  await desktop.closeWindow();
  await desktop.exited;
  await expect.poll(() => stillRunning(tree), { timeout: 10_000 }).toEqual([]);

  await shell.startAfterExit({ args: [flight] });
  if (desktop.isStandin) expect((await standinOf(shell.desktop).call('windows'))[0]?.bounds).toEqual(bounds);
  await expectRunDone(shell.page, flight);
});

test('quitting while jobs run asks; suspended jobs are done after the next start', async ({ shell }) => {
  needsStandin();
  test.slow();
  const standin = standinOf(shell.desktop);
  const folder = join(shell.dataDir, 'many');
  const count = 8;
  writeManyFlights(folder, count);
  await shell.dropFiles([folder]);
  const trayStatus = async () => (await standin.call('tray'))?.items[0]?.label ?? '';
  await expect.poll(trayStatus, { timeout: 30_000 }).toMatch(/^[1-9]\d* jobs? running$/);

  await standin.call('closeWindow');
  await expect.poll(() => standin.call('dialogs')).toHaveLength(1);
  await standin.call('pressButton', 'Cancel');
  await expect(heading(shell.page, 'Overview')).toBeVisible();

  const tree = treeOf(shell.pid);
  await standin.call('chooseMenu', ['File', 'Quit']);
  await expect.poll(() => standin.call('dialogs')).toHaveLength(1);
  await standin.call('pressButton', 'Suspend');
  await standin.exited;
  await expect.poll(() => stillRunning(tree), { timeout: 10_000 }).toEqual([]);

  await shell.startAfterExit();
  await shell.page.getByRole('link', { name: /^Batches/ }).click();
  await expect(shell.page.getByText(`${String(count * 4)} completed`).first()).toBeVisible({
    timeout: 90_000,
  });
});
