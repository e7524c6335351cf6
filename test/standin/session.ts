/** session.defaultSession: keeps the handlers of main and asks them on behalf of the pages. */

type Decide = (granted: boolean) => void;
type RequestHandler = (
  contents: unknown,
  permission: string,
  decide: Decide,
  details: { requestingUrl: string },
) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type BeforeRequest = (details: { url: string }, decide: (answer: { cancel?: boolean }) => void) => void;

class Session {
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;
  #beforeRequest: { patterns: RegExp[]; listener: BeforeRequest } | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(): void {
    // Headless Chromium has no chooser for devices.
  }

  readonly webRequest = {
    onBeforeRequest: (filter: { urls: string[] }, listener: BeforeRequest): void => {
      this.#beforeRequest = { patterns: filter.urls.map(patternToRegExp), listener };
    },
  };

  /** Both handlers must agree; without handlers Electron grants everything. */
  isGranted(contents: unknown, permission: string, url: string): Promise<boolean> {
    if (
      this.#check &&
      !this.#check(contents, permission, new URL(url).origin === 'null' ? url : new URL(url).origin, {})
    )
      return Promise.resolve(false);
    const ask = this.#request;
    if (!ask) return Promise.resolve(true);
    return new Promise((resolve) => ask(contents, permission, resolve, { requestingUrl: url }));
  }

  isCancelled(url: string): Promise<boolean> {
    const found = this.#beforeRequest;
    if (!found?.patterns.some((pattern) => pattern.test(url))) return Promise.resolve(false);
    return new Promise((resolve) => found.listener({ url }, (answer) => resolve(answer.cancel ?? false)));
  }
}

function patternToRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

export const session = { defaultSession: new Session() };
