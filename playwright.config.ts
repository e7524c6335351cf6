/** End-to-end tests: the same specs on each shell, a project per shell (its fixture looks at the project's name). */
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './scripts/lib/chromium.mjs';
import { findElectron } from './scripts/lib/electron.mjs';

const chromium: PlaywrightTestConfig['use'] = {
  browserName: 'chromium',
  headless: true,
  launchOptions: {
    executablePath: findChromium(),
    args: chromiumFlags,
  },
};

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Files side by side: an instance that starts or ends leaves a core to the other.
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: { screenshot: 'only-on-failure', trace: 'off', video: 'off', actionTimeout: 15_000 },
  projects: [
    { name: 'browser', use: chromium },
    { name: 'standin', use: chromium },
    ...(findElectron() ? [{ name: 'electron' }] : []),
  ],
});
