/** Where the desktop says what it does: standard output and a file beside the profile, for reports. */
import { appendFileSync, statSync, truncateSync } from 'node:fs';

const mostBytes = 1024 * 1024;

export function stepLog(file: string): (line: string) => void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) truncateSync(file);
  return (line) => {
    const text = `${new Date().toISOString()} ${line}\n`;
    process.stdout.write(text);
    try {
      appendFileSync(file, text);
    } catch {
      // A full disk must not end the app; standard output has it.
    }
  };
}
