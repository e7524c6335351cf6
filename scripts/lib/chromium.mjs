/** The Chromium that end-to-end tests and benchmarks drive: the system's, since Playwright's own download is often out of reach. */
import { aptInstall, canUseApt, isRoot } from './apt.mjs';
import { findOnPath, isExecutable } from './run.mjs';
import { SetupError, step } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPrograms = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * How tests and benchmarks start it. Without a card to draw with, Chromium draws pages by itself and the map's WebGL by
 * software; pages drawn through an emulated card would cost three times the processor time.
 */
export const chromiumFlags = [
  '--no-sandbox', // CI runs as root
  // These keep it from calling home, which fails slowly without a network.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
];

/** @returns {string | undefined} full path */
export function findChromium() {
  const { FLIGHTLINE_CHROMIUM: chosen } = process.env;
  if (chosen) return chosen;
  const onPath = names.map(findOnPath).find(Boolean);
  return onPath ?? macPrograms.find(isExecutable);
}

export async function ensureChromium() {
  if (findChromium()) return;
  if (canUseApt() && isRoot()) {
    step('installing Chromium with apt-get, to draw pages in.');
    await aptInstall(['chromium']);
  }
  if (!findChromium()) {
    throw new SetupError('no Chromium to draw pages in: install it, or set FLIGHTLINE_CHROMIUM to its path.');
  }
}
