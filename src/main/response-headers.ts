/** The headers that every answer under `app://` carries. */
import { contentSecurityPolicy } from '#contract/csp';

/** Adds the security headers; they win over what is there. */
export function responseHeaders(headers: Headers): Headers {
  headers.set('content-security-policy', contentSecurityPolicy);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  return headers;
}
