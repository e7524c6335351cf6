/** What no page may do: navigate away, open windows, embed, get permissions, reach the network. */
import { app, session, type Session, type WebContents } from 'electron';
import { openExternalLink } from './external-links';
import { isConsoleUrl } from './origin';

/** The console copies values; it needs nothing else of the machine. */
const granted = new Set(['clipboard-sanitized-write']);

/** Must run before the first page exists. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isConsoleUrl(event.url) || !event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isConsoleUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternalLink(url);
    return { action: 'deny' };
  });
}

/** Must run when the app is ready and before the first page is loaded. */
export function guardSession(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(granted.has(permission) && isConsoleUrl(details.requestingUrl));
  });
  target.setPermissionCheckHandler(
    (_contents, permission, origin) => granted.has(permission) && isConsoleUrl(origin),
  );
  target.setDevicePermissionHandler(() => false);
  // The console gets everything under app://; a request to the network is a fault or an attack.
  target.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] },
    (_details, decide) => decide({ cancel: true }),
  );
}
