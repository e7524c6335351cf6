/** Puts together what runs in a page before its own scripts. */
import { readFileSync } from 'node:fs';

/** The function by which the page speaks to the stand-in; taken away before scripts of the page run. */
export const bindingName = '__flightlineStandin';

/** Not `eval` or `new Function`: the page's content security policy would refuse them, as it should. */
export function pageScript(preloadPath: string | undefined): string {
  const ours = readFileSync(new URL('./page/electron.js', import.meta.url), 'utf8').replace(
    'PLATFORM',
    process.platform,
  );
  const preload = preloadPath ? readFileSync(preloadPath, 'utf8') : '';
  return `(() => {
  const link = globalThis.${bindingName};
  delete globalThis.${bindingName};
  if (!link || window !== window.top || location.href === 'about:blank') return;
  const preload = (require, process) => { const module = { exports: {} }; const exports = module.exports;
${preload}
  };
${ours}
})();`;
}

export function receiveExpression(message: object): string {
  return `globalThis[Symbol.for('flightline.standin')]?.receive(${JSON.stringify(message)})`;
}

export function fileExpression(key: number): string {
  return `globalThis[Symbol.for('flightline.standin')].fileOf(${String(key)})`;
}
