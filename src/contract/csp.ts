/** The console's content security policy: one constant for the gateway and for `app://`. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // Mantine sets style attributes and a style element
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:", // MapLibre starts its worker from a blob
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');
