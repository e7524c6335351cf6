/** WebContents: a page of Chromium, spoken to over the DevTools protocol. */
import { EventEmitter } from 'node:events';
import { app, StandinEvent } from './app';
import type { CdpSession, Json } from './cdp';
import { chromium } from './browser';
import { invoke } from './ipc-main';
import { CarriedPorts, type MessagePortMain } from './message-ports';
import { fromPageUrl, toPageUrl } from './origin-server';
import { bindingName, fileExpression, pageScript, receiveExpression } from './page-script';
import { permissionsOf } from './permissions';
import { schemeIsServed } from './protocol';
import { session } from './session';

type OpenHandler = (details: { url: string; disposition: string }) => { action: 'allow' | 'deny' };

export interface PageOptions {
  preload?: string;
  width: number;
  height: number;
}

export class WebContents extends EventEmitter {
  readonly session = session.defaultSession;
  readonly mainFrame = { url: '', parent: null };
  readonly opened: Promise<void>;
  #cdp: CdpSession | null = null;
  #targetId = '';
  #mainFrameId = '';
  #isDestroyed = false;
  /** Address that main itself asked for: not a navigation of the page. */
  #askedFor = '';
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #loading: { loaderId: string; end(error: Error | null): void } | null = null;
  readonly #ports = new CarriedPorts((message) => this.#tell(message));

  constructor(options: PageOptions) {
    super();
    app.emit('web-contents-created', {}, this);
    this.opened = this.#open(options);
    this.opened.catch((error: unknown) => process.stderr.write(`stand-in: ${String(error)}\n`));
  }

  get targetId(): string {
    return this.#targetId;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ kind: 'ipc', channel, args, portIds: [] });
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    const portIds = this.#ports.take(transfer);
    this.#tell({ kind: 'ipc', channel, args: [message], portIds });
    this.#ports.open(portIds);
  }

  setHidden(hidden: boolean): void {
    this.#tell({ kind: 'visibility', hidden });
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    await schemeIsServed();
    await permissionsOf(this, url);
    const failed = (reason: string) => new Error(`${reason} loading '${url}'`);
    this.#loading?.end(failed('ERR_ABORTED (-3)'));
    this.#askedFor = toPageUrl(url);
    const error = await new Promise<Error | null>((resolve) => {
      const loading = { loaderId: '', end: resolve };
      this.#loading = loading;
      this.#send('Page.navigate', { url: this.#askedFor }).then(
        ({ loaderId, errorText }: Json) => {
          loading.loaderId = loaderId;
          if (errorText) resolve(failed(errorText));
        },
        (reason: unknown) => resolve(failed(String(reason))),
      );
    });
    if (error) throw error;
  }

  /** Kills the page's process, for tests. */
  crash(): void {
    this.#cdp?.send('Page.crash').catch(() => undefined); // never answers
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#ports.closeAll();
    chromium()
      .root.send('Target.closeTarget', { targetId: this.#targetId })
      .catch(() => undefined);
    this.emit('destroyed');
  }

  async #open({ preload, width, height }: PageOptions): Promise<void> {
    const { root } = chromium();
    const made = await root.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    });
    this.#targetId = made.targetId;
    const attached = await root.send('Target.attachToTarget', { targetId: made.targetId, flatten: true });
    this.#cdp = chromium().session(attached.sessionId);
    this.#listen(this.#cdp);
    await this.#send('Page.enable');
    await this.#send('Page.setLifecycleEventsEnabled', { enabled: true });
    this.#mainFrameId = (await this.#send('Page.getFrameTree')).frameTree.frame.id;
    await this.#send('Runtime.enable');
    await this.#send('Runtime.addBinding', { name: bindingName });
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(preload) });
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  }

  #listen(cdp: CdpSession): void {
    cdp.on('Runtime.bindingCalled', ({ payload }: Json) => this.#receive(JSON.parse(payload)));
    cdp.on('Fetch.requestPaused', (paused: Json) => {
      this.#decide(paused).catch((error: unknown) => process.stderr.write(`stand-in: ${String(error)}\n`));
    });
    cdp.on('Page.frameNavigated', ({ frame }: Json) => {
      if (frame.parentId) return;
      this.mainFrame.url = fromPageUrl(frame.url);
      this.#ports.closeAll();
      this.emit('did-start-navigation', {
        isMainFrame: true,
        isSameDocument: false,
        url: this.mainFrame.url,
      });
      this.emit('did-navigate', {}, this.mainFrame.url);
    });
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }: Json) => {
      if (frameId !== this.#mainFrameId) return;
      this.mainFrame.url = fromPageUrl(url);
      this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true, url: this.mainFrame.url });
    });
    cdp.on('Page.lifecycleEvent', ({ name, frameId, loaderId }: Json) => {
      if (name !== 'load' || frameId !== this.#mainFrameId) return;
      this.emit('did-finish-load');
      if (this.#loading?.loaderId === loaderId) this.#loading?.end(null);
      void this.#tellTitle();
    });
    // A link with a target; `window.open` is caught in the page.
    cdp.on('Page.windowOpen', ({ url }: Json) => this.#askToOpen(url));
    chromium().root.on('Target.targetCreated', ({ targetInfo }: Json) => {
      if (targetInfo.openerId !== this.#targetId) return;
      const { targetId } = targetInfo;
      chromium()
        .root.send('Target.closeTarget', { targetId })
        .catch(() => undefined); // gone by itself
    });
    cdp.on('Inspector.targetCrashed', () => {
      this.#ports.closeAll();
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
  }

  /** Navigations are put before main's listeners, all requests before its session. */
  async #decide({ requestId, request, resourceType, frameId, redirectedRequestId }: Json): Promise<void> {
    const url = fromPageUrl(request.url);
    const isNavigation = resourceType === 'Document' && request.url !== this.#askedFor;
    if (isNavigation) {
      const isMainFrame = frameId === this.#mainFrameId;
      const event = Object.assign(new StandinEvent(), { url, isMainFrame, isSameDocument: false });
      if (redirectedRequestId) this.emit('will-redirect', event, url);
      else {
        this.emit('will-frame-navigate', event);
        if (isMainFrame) this.emit('will-navigate', event, url);
      }
      if (event.defaultPrevented) return this.#fail(requestId, 'Aborted');
    }
    if (await session.defaultSession.isCancelled(url)) return this.#fail(requestId, 'BlockedByClient');
    await this.#send('Fetch.continueRequest', { requestId });
  }

  async #fail(requestId: string, errorReason: string): Promise<void> {
    await this.#send('Fetch.failRequest', { requestId, errorReason });
  }

  #receive(message: Json): void {
    if (message.kind === 'invoke')
      void this.#answer(message.id, invoke(message.channel, this.#event(), message.args));
    else if (message.kind === 'open') this.#askToOpen(message.url);
    else if (message.kind === 'path-of-file') void this.#answer(message.id, this.#pathOf(message.key));
    else this.#ports.receive(message);
  }

  #askToOpen(pageUrl: string): void {
    const { action } = this.#openHandler({ url: fromPageUrl(pageUrl), disposition: 'new-window' });
    if (action === 'allow') throw new Error('stand-in: a second page is not supported');
  }

  async #tellTitle(): Promise<void> {
    const { result } = await this.#send('Runtime.evaluate', { expression: 'document.title' });
    this.emit('page-title-updated', {}, String(result.value));
  }

  #event(): object {
    return { sender: this, senderFrame: this.mainFrame };
  }

  async #answer(id: number, result: Promise<unknown>): Promise<void> {
    try {
      this.#tell({ kind: 'answer', id, value: await result });
    } catch (error) {
      this.#tell({ kind: 'answer', id, error: String(error) });
    }
  }

  async #pathOf(key: number): Promise<string> {
    const { result } = await this.#send('Runtime.evaluate', { expression: fileExpression(key) });
    const { path } = await this.#send('DOM.getFileInfo', { objectId: result.objectId });
    return path;
  }

  #tell(message: object): void {
    if (this.#isDestroyed || !this.#cdp) return;
    this.#cdp.send('Runtime.evaluate', { expression: receiveExpression(message) }).catch(() => undefined); // page left
  }

  async #send(method: string, params: object = {}): Promise<Json> {
    if (!this.#cdp) throw new Error('the page is not open yet');
    return await this.#cdp.send(method, params);
  }
}
