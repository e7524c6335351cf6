/** Debian's package tools, for what neither npm nor the checkout brings. */
import { findOnPath, run } from './run.mjs';

/** Another apt may be at work, such as the nightly upgrade: wait for it instead of failing. */
const waitForLock = ['-o', 'DPkg::Lock::Timeout=300'];

export function canUseApt() {
  return Boolean(findOnPath('apt-get') && findOnPath('dpkg'));
}

export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Installs Debian packages; needs root.
 * @param {string[]} packages
 */
export async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  for (const args of [['update'], install]) {
    const { code, output } = await run('apt-get', [...waitForLock, ...args], { env, capture: true });
    // A failed update may be one dead source of several: the install tells whether it matters.
    if (code !== 0 && args === install) {
      process.stderr.write(output);
      return false;
    }
  }
  return true;
}
