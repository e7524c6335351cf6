/** The page a window shows while there is no console to show: starting, stopping, or after repeated crashes. */

export const holdPath = '/~hold';

const texts = {
  starting: {
    title: 'Starting Flightline',
    detail: 'The first start prepares the database and takes a few seconds.',
  },
  draining: {
    title: 'Finishing running jobs',
    detail: 'Waiting jobs stay queued. Quit again to suspend at once.',
  },
  suspending: { title: 'Stopping', detail: 'Interrupted jobs run again after the next start.' },
  crashed: {
    title: 'The console stopped working',
    detail: 'The work goes on. View › Reload brings the console back.',
  },
} as const;
export type HoldReason = keyof typeof texts;

export function holdUrl(origin: string, reason: HoldReason): string {
  return `${origin}${holdPath}?reason=${reason}`;
}

export function isHoldUrl(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === holdPath;
}

/** Static and without scripts: only known texts get into it. */
export function holdPage(query: URLSearchParams): string {
  const reason = query.get('reason') ?? '';
  const isKnown = Object.hasOwn(texts, reason);
  const { title, detail } = texts[isKnown ? (reason as HoldReason) : 'starting'];
  const bar = reason === 'crashed' ? '' : '<div class="bar" role="progressbar" aria-label="Working"></div>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Flightline</title><style>
:root { color-scheme: light dark; }
body { margin: 0; height: 100vh; display: grid; place-items: center; font: 15px/1.5 system-ui, sans-serif;
  background: light-dark(#fff, #1a1b1e); color: light-dark(#212529, #c9c9c9); }
main { width: 22rem; text-align: center; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 .25rem; }
p { margin: 0 0 1.5rem; opacity: .7; }
.bar { height: 3px; border-radius: 2px; overflow: hidden; background: light-dark(#e9ecef, #2e2e2e); position: relative; }
.bar::after { content: ''; position: absolute; top: 0; bottom: 0; width: 35%; border-radius: 2px; background: #228be6;
  animation: slide 1.2s ease-in-out infinite alternate; }
@keyframes slide { from { left: 0; } to { left: 65%; } }
@media (prefers-reduced-motion: reduce) { .bar::after { animation: none; width: 100%; opacity: .5; } }
</style></head><body><main><h1>${title}</h1><p>${detail}</p>${bar}</main></body></html>`;
}
