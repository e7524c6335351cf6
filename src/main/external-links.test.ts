import { describe, expect, it, vi } from 'vitest';

const openExternal = vi.fn(() => Promise.resolve());
vi.mock('electron', () => ({ shell: { openExternal } }));
const { isSafeExternalUrl, openExternalLink } = await import('./external-links');

describe('isSafeExternalUrl', () => {
  it.each(['https://example.org/', 'http://localhost:8080/a?b#c', 'HTTPS://EXAMPLE.ORG'])(
    'lets %s out',
    (url) => {
      expect(isSafeExternalUrl(url)).toBe(true);
    },
  );

  it.each([
    '',
    'example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://console/',
    'ms-msdt:/id',
    'smb://host/share',
    'mailto:a@example.org',
    'https://user:secret@example.org/',
    `https://example.org/${'a'.repeat(2000)}`,
    ' javascript:alert(1)',
  ])('keeps %s in', (url) => {
    expect(isSafeExternalUrl(url)).toBe(false);
  });

  it('is asked before the system is', async () => {
    await openExternalLink('file:///etc/passwd');
    expect(openExternal).not.toHaveBeenCalled();
    await openExternalLink('https://example.org/');
    expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://example.org/');
  });
});
