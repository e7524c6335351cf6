/** Paths the system hands over: open-with, a drop on the icon, the command line of a first or second start. */
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export interface CommandLine {
  /** Absolute; null when the argument is missing. */
  dataDir: string | null;
  /** Connection profile to begin with. */
  profile: string | undefined;
  /** Absolute paths of files and folders to take in. */
  paths: string[];
}

/** What a second start sends to the first one. */
export const SecondStart = z.object({ paths: z.array(z.string().min(1).max(4096)).max(10_000) });
export type SecondStart = z.infer<typeof SecondStart>;

/**
 * Reads `--data DIR` and the paths; switches of Chromium and Electron are skipped.
 * @param args the arguments after the program and, in an unpackaged start, after the folder of the app
 */
export function parseCommandLine(args: readonly string[], cwd: string): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, profile: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const { data, profile } = values;
  return {
    profile: typeof profile === 'string' && profile !== '' ? profile : undefined,
    dataDir: typeof data === 'string' && data !== '' ? resolve(cwd, data) : null,
    paths: positionals.flatMap((text) => asPath(text, cwd)),
  };
}

/** Arguments of ours in `process.argv`: an unpackaged Electron also carries the path of the app. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

/** A file manager gives plain paths or `file:` addresses; other addresses are nothing we can open. */
function asPath(text: string, cwd: string): string[] {
  if (text === '') return [];
  if (isAbsolute(text)) return [text];
  if (/^file:/i.test(text)) {
    try {
      return [fileURLToPath(text)];
    } catch {
      return []; // names another host, or is not a path of this system
    }
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return [];
  return [resolve(cwd, text)];
}
