/**
 * A packed, freshly made data directory with its tables: unpacking takes a tenth of the time of making one. `scripts/make-store-template.mjs`
 * packs it when the product is built; without it the first start makes the directory itself.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { systemCode } from '../../stack/journal/durable';

/** Of the pinned package: another build may lay the catalogue out differently. */
export const templateName = 'pglite-0.5.14.tgz';

/** The unpacked tar. */
export type Template = Buffer;

/** Null when none was packed. */
export async function readTemplate(resourcesDir: string): Promise<Template | null> {
  try {
    return await promisify(gunzip)(await readFile(path.join(resourcesDir, 'store', templateName)));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes files and folders below `dir`. @throws Error when a name leads out of it */
export async function unpack(template: Template, dir: string): Promise<void> {
  for (const entry of entriesOf(template)) {
    const target = path.join(dir, entry.name);
    if (path.relative(dir, target).startsWith('..'))
      throw new Error(`the template holds the name ${entry.name}`);
    if (entry.content === null) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      continue;
    }
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await writeFile(target, entry.content, { mode: 0o600 });
  }
}

const blockBytes = 512;
const folderType = '5';

/** POSIX ustar: a block of header, then the content in whole blocks; the fields are octal text. */
function* entriesOf(tar: Template): Generator<{ name: string; content: Buffer | null }> {
  for (let at = 0; at + blockBytes <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12).trim() || '0', 8);
    const name = [text(345, 155), text(0, 100)].filter((part) => part !== '').join('/');
    const begin = at + blockBytes;
    yield { name, content: text(156, 1) === folderType ? null : tar.subarray(begin, begin + size) };
    at = begin + Math.ceil(size / blockBytes) * blockBytes;
  }
}
