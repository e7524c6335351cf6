/** Runs one of the built programs in this very process, so that signals and the exit code need no passing on. */
import { pathToFileURL } from 'node:url';
import { inRoot } from './root.mjs';

/**
 * @param {'headless' | 'cli'} name
 * @param {string[]} args
 */
export async function runBuilt(name, args) {
  const file = inRoot('out/main', `${name}.js`);
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}
