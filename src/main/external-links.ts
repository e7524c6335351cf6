/** Links that leave the console: the only caller of `shell.openExternal`. */
import { shell } from 'electron';

const longestUrl = 2000;

/** True for plain web addresses; everything else could start a program or read a file on this machine. */
export function isSafeExternalUrl(text: string): boolean {
  if (text.length > longestUrl || !URL.canParse(text)) return false;
  const url = new URL(text);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '';
}

/** Opens a web address in the user's browser; anything else is dropped. */
export async function openExternalLink(url: string): Promise<void> {
  if (isSafeExternalUrl(url)) await shell.openExternal(url);
}
