import { expect, it } from 'vitest';
import { isConsoleUrl } from './origin';

it.each(['app://console', 'app://console/', 'app://console/runs?state=failed#x'])(
  'knows %s as a page of ours',
  (url) => {
    expect(isConsoleUrl(url)).toBe(true);
  },
);

it.each([
  '',
  'app://console.evil/',
  'app://other/',
  'app://user@console/',
  'app://console:80/',
  'https://console/',
  'file:///app/console',
  'xapp://console/',
  'about:blank',
])('does not take %s for one', (url) => {
  expect(isConsoleUrl(url)).toBe(false);
});
