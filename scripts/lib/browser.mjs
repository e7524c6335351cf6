/** Opens an address in the person's browser where there is one; never an error when there is none. */
import { spawn } from 'node:child_process';
import { findOnPath } from './run.mjs';

/** @param {string} url */
export function openInBrowser(url) {
  const command = opener(url);
  if (!command) return;
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  // The address is on the terminal too: whoever has no working browser opens it by hand.
  child.once('error', () => undefined);
  child.unref();
}

/** @param {string} url @returns {string[] | undefined} */
function opener(url) {
  if (process.platform === 'darwin') return ['open', url];
  // The empty argument is the window's title, which `start` takes from the first quoted one.
  if (process.platform === 'win32') return ['cmd.exe', '/c', 'start', '', url.replaceAll('&', '^&')];
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return hasDisplay && findOnPath('xdg-open') ? ['xdg-open', url] : undefined;
}
