/** Addresses of servers as people may see them. */

/** User, host, port and path; never a password, nor parameters, which may hold one. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return '(no address)';
  const { protocol, username, host, pathname, searchParams } = new URL(url);
  const place = host || searchParams.get('host') || 'localhost';
  return `${protocol}//${username === '' ? '' : `${username}@`}${place}${pathname === '/' ? '' : pathname}`;
}
