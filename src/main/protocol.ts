/** Answers `app://console/`: the built console, the gateway behind it, and the pages of main. */
import { protocol } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { forward, isGatewayPath, type Gateway } from './gateway-proxy';
import { consoleOrigin, consoleScheme, isConsoleUrl } from './origin';
import { containedPath, contentTypeOf, isAssetPath } from './renderer-file';
import { responseHeaders } from './response-headers';
import { holdPage, holdPath } from './window/hold-page';

/** Must run before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: consoleScheme, privileges }]);
}

export interface ConsoleSource {
  rendererDir: string;
  /** Null until the instance runs. */
  gateway(): Gateway | null;
}

export function serveConsole(source: ConsoleSource): void {
  protocol.handle(consoleScheme, (request) => answer(request, source));
}

/** Exported for its test; Electron is not needed. */
export async function answer(request: Request, source: ConsoleSource): Promise<Response> {
  if (!isConsoleUrl(request.url) || !isOwnInitiator(request)) return plain(403, 'Not a page of Flightline.');
  const { pathname, searchParams } = new URL(request.url);
  if (isGatewayPath(pathname)) return forward(request, source.gateway());
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD.');
  if (pathname === holdPath) return html(holdPage(searchParams));
  return file(source.rendererDir, pathname);
}

/** `initiatorOrigin` is Electron's, set for requests that a page makes; the page cannot change it. */
function isOwnInitiator(request: Request & { initiatorOrigin?: string | null }): boolean {
  return request.initiatorOrigin === undefined || request.initiatorOrigin === consoleOrigin;
}

async function file(root: string, pathname: string): Promise<Response> {
  const path = containedPath(root, pathname);
  if (path && (await isFile(path))) {
    const caching = isAssetPath(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache';
    const headers = new Headers({ 'content-type': contentTypeOf(path), 'cache-control': caching });
    return new Response(await readFile(path), { headers: responseHeaders(headers) });
  }
  if (isAssetPath(pathname)) return plain(404, 'No such file.');
  return html(await readFile(join(root, 'index.html'), 'utf8'));
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}

function html(text: string): Response {
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  return new Response(text, { headers: responseHeaders(headers) });
}

function plain(status: number, text: string): Response {
  const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8' });
  return new Response(text, { status, headers: responseHeaders(headers) });
}
