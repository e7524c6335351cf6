/** Who may come in: the first browser's one-time token, its cookie after that, the instance's key, a password. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface AccessOptions {
  instanceId: string;
  /** Of the link that the start prints; good for one browser. */
  token: string;
  /** Of programs on this machine. */
  key: string;
  /** Kept over restarts, so that a browser stays in. */
  sessionSecret: string;
  password?: string;
}

const sessionMs = 30 * 24 * 3600 * 1000;

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export class Access {
  private tokenUsed = false;
  readonly cookieName: string;
  readonly cookieMaxAgeS = sessionMs / 1000;

  constructor(private readonly options: AccessOptions) {
    this.cookieName = `flightline_${options.instanceId}`;
  }

  /** A session for the bearer of the token, the first time it is shown. */
  redeem(token: string, now: number): string | null {
    if (this.tokenUsed || !same(token, this.options.token)) return null;
    this.tokenUsed = true;
    return this.session(now);
  }

  session(now: number): string {
    const body = `${now + sessionMs}.${randomBytes(12).toString('base64url')}`;
    return `${body}.${this.sign(body)}`;
  }

  isSession(cookie: string | undefined, now: number): boolean {
    if (!cookie) return false;
    const end = cookie.lastIndexOf('.');
    const body = cookie.slice(0, end);
    return end > 0 && same(cookie.slice(end + 1), this.sign(body)) && Number(body.split('.')[0]) > now;
  }

  /** `Authorization` header. @returns who it is, or null */
  actorOf(authorization: string | undefined): 'program' | 'password' | null {
    const [scheme = '', value = ''] = (authorization ?? '').split(' ');
    if (scheme.toLowerCase() === 'bearer' && same(value, this.options.key)) return 'program';
    if (scheme.toLowerCase() !== 'basic' || !this.options.password) return null;
    const text = Buffer.from(value, 'base64').toString('utf8');
    return same(text.slice(text.indexOf(':') + 1), this.options.password) ? 'password' : null;
  }

  private sign(body: string): string {
    return createHmac('sha256', this.options.sessionSecret).update(body).digest('base64url');
  }
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a `Host` header names this server: a foreign name means that somebody's DNS points here (DNS rebinding). */
export function isOurHost(host: string | undefined, listenHost: string): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (loopbackNames.has(name)) return true;
  if (loopbackNames.has(listenHost)) return false;
  return listenHost === '0.0.0.0' || listenHost === '::' || name === listenHost.toLowerCase();
}

/** Whether a request comes from our own page, or from no page at all. */
export function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
