/** Asks main's permission handlers once for each page and tells Chromium their answer. */
import { chromium } from './browser';
import { toPageUrl } from './origin-server';
import { session } from './session';

/** Electron's name → the names in the DevTools protocol. */
const known: Record<string, string[]> = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'persistent-storage': ['persistent-storage'],
};

export async function permissionsOf(contents: unknown, url: string): Promise<void> {
  const { origin } = new URL(toPageUrl(url));
  for (const [permission, names] of Object.entries(known)) {
    const isGranted = await session.defaultSession.isGranted(contents, permission, url);
    for (const name of names) {
      const setting = isGranted ? 'granted' : 'denied';
      await chromium().root.send('Browser.setPermission', { origin, setting, permission: { name } });
    }
  }
}
