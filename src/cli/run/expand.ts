/** From what was typed to a list of files: files as they are, folders read recursively, patterns matched. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../exit-codes';
import { expandBraces, isPattern, parsePattern } from './glob';

export interface InputFile {
  /** As the person would name it: relative if they were. */
  shown: string;
  absolute: string;
  /** Found in a folder: then an engine's suffixes decide whether it is meant. */
  inFolder: boolean;
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

/** Files below a folder in the order of their names. Links are not followed: they may lead in circles. */
async function* filesBelow(folder: string, deep = true): AsyncGenerator<string> {
  for (const entry of (await readdir(folder || '.', { withFileTypes: true })).sort(byName)) {
    if (entry.name.startsWith('.')) continue;
    const inner = folder === '' ? entry.name : path.join(folder, entry.name);
    if (entry.isDirectory() && deep) yield* filesBelow(inner);
    else if (entry.isFile()) yield inner;
    else if (entry.isSymbolicLink() && (await isFile(inner))) yield inner;
  }
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true;
}

async function* matchesOf(given: string): AsyncGenerator<string> {
  const text = path.sep === '\\' ? given.replaceAll('\\', '/') : given;
  for (const pattern of expandBraces(text)) {
    if (!isPattern(pattern)) {
      if (await isFile(pattern)) yield pattern;
      continue;
    }
    const { folder, matches, recursive } = parsePattern(pattern);
    try {
      for await (const file of filesBelow(folder, recursive))
        if (matches.test(file.split(path.sep).join('/'))) yield file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

async function* expandOne(given: string): AsyncGenerator<Pick<InputFile, 'shown' | 'inFolder'>> {
  const stats = await stat(given).catch(() => null);
  if (stats?.isDirectory()) {
    for await (const shown of filesBelow(given)) yield { shown, inFolder: true };
  } else if (stats || !isPattern(given)) {
    yield { shown: given, inFolder: false }; // one that is not there is refused by name, not dropped in silence
  } else {
    let any = false;
    for await (const shown of matchesOf(given)) {
      any = true;
      yield { shown, inFolder: false };
    }
    if (!any) throw new UsageError(`Nothing matches ${given}.`);
  }
}

/** Each file once, in the order given. @throws UsageError when a pattern matches nothing */
export async function expandInputs(given: readonly string[]): Promise<InputFile[]> {
  const files = new Map<string, InputFile>();
  for (const one of given)
    for await (const { shown, inFolder } of expandOne(one)) {
      const absolute = path.resolve(shown);
      const known = files.get(absolute);
      if (known) known.inFolder &&= inFolder;
      else files.set(absolute, { shown, absolute, inFolder });
    }
  return [...files.values()];
}

/** Of files found in folders, those whose names an engine takes; named ones are always tried. */
export function chooseBySuffix(
  files: readonly InputFile[],
  suffixes: readonly string[],
): { chosen: InputFile[]; passedOver: number } {
  const chosen = files.filter(({ shown, inFolder }) => {
    const name = shown.toLowerCase();
    return !inFolder || suffixes.some((suffix) => name.endsWith(suffix));
  });
  return { chosen, passedOver: files.length - chosen.length };
}
