/** The one origin that pages of Flightline have in the desktop shell. */

export const consoleScheme = 'app';
export const consoleOrigin = 'app://console';

/** True for a page of ours; compares whole parts, so that `app://console.evil` is none. */
export function isConsoleUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${consoleScheme}:` &&
    url.host === 'console' &&
    url.username === '' &&
    url.password === ''
  );
}
