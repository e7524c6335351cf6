/** Reads a bundle of letters: every entry is hostile until it is checked. What is here already stays as it is. */
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { FlightlineError, messageOf } from '#contract/errors';
import { BundleLetter, BundleManifest, type ImportResult } from '#contract/letter-bundle';
import { findEngine } from '../../../engines/registry';
import type { BlobStore } from '../../../stack/blobs/blob-store';
import { type BundledLetter, add } from '../../../stack/database/letter-bundles';
import { jobIdOf } from '../../../stack/queue/job-id';
import { mostBytes } from '../intake/route-file';
import type { GatewayParts } from '../parts';

export const mostBundleBytes = 256 * 1024 * 1024;
const mostEntries = 100_000;
const mostLinesBytes = 512 * 1024 * 1024;
const mostManifestBytes = 64 * 1024;
const mostUnpackedBytes = 4 * 1024 * 1024 * 1024;
const atOnce = 200;
const mostReasons = 100;
const blobName = /^blobs\/([0-9a-f]{64})$/;

/** Repeating it changes nothing. @throws FlightlineError `INVALID_INPUT` when it is no bundle of letters */
export async function importBundle(
  parts: Pick<GatewayParts, 'database' | 'blobs' | 'engines'>,
  sha256: string,
): Promise<ImportResult> {
  const zip = await opened(await parts.blobs.read(sha256));
  const entries = await entriesOf(zip);
  await checkManifest(zip, entries.get('manifest.json'));
  const lines = entries.get('letters.ndjson');
  if (!lines) throw notABundle('it has no letters.ndjson');
  if (lines.uncompressedSize > mostLinesBytes) throw notABundle('its letters.ndjson is too large');

  const result: ImportResult = { letters: 0, imported: 0, known: 0, skipped: [] };
  const skip = (fileName: string, reason: string) => {
    if (result.skipped.length < mostReasons) result.skipped.push({ fileName, reason });
  };
  let gathered: BundledLetter[] = [];
  const store = async () => {
    const fitting: BundledLetter[] = [];
    for (const letter of gathered) {
      const problem = await takeBlob(parts, zip, entries, letter.sha256);
      if (problem === null) fitting.push(letter);
      else skip(letter.fileName, problem);
    }
    const added = await add(parts.database, fitting);
    result.imported += added.length;
    result.known += fitting.length - added.length;
    gathered = [];
  };
  const text = await contentOf(zip, lines);
  for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    result.letters += 1;
    const letter = letterOf(line);
    if (typeof letter === 'string') skip(`line ${result.letters}`, letter);
    else if (!findEngine(letter.engine))
      skip(letter.fileName, `There is no engine named ${letter.engine} here.`);
    else {
      const { engine, engineVersion, options } = letter;
      const jobId = jobIdOf({ engine, version: engineVersion, sha256: letter.sha256, options });
      gathered.push({ ...letter, jobId });
      if (gathered.length >= atOnce) await store();
    }
  }
  await store();
  zip.close();
  return result;
}

function letterOf(line: string): BundleLetter | string {
  try {
    const parsed = BundleLetter.safeParse(JSON.parse(line));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return `It is no letter: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  } catch (error) {
    return `It is no JSON: ${messageOf(error)}`;
  }
}

function notABundle(why: string, cause?: unknown): FlightlineError {
  return new FlightlineError('INVALID_INPUT', `This is no bundle of dead letters: ${why}.`, { cause });
}

async function opened(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const open = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);
  try {
    return await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    });
  } catch (error) {
    throw notABundle('it is no ZIP file', error);
  }
}

/** By name; names that are none of ours are left out. */
async function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > mostEntries) throw notABundle(`it has more than ${mostEntries} entries`);
  const entries = new Map<string, yauzl.Entry>();
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      bytes += entry.uncompressedSize;
      const name = entry.fileName;
      if (name === 'manifest.json' || name === 'letters.ndjson' || blobName.test(name))
        entries.set(name, entry);
      zip.readEntry();
    });
    zip.once('end', resolve);
    zip.once('error', (error: Error) => reject(notABundle('the ZIP file is damaged', error)));
    zip.readEntry();
  });
  if (bytes > mostUnpackedBytes) throw notABundle('unpacked it would be too large');
  return entries;
}

function contentOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  // yauzl ends the stream with an error when there is more than the entry says.
  return promisify<yauzl.Entry, Readable>((one, give) =>
    zip.openReadStream(one, (error, stream) => give(error, stream)),
  )(entry);
}

async function checkManifest(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<void> {
  if (!entry || entry.uncompressedSize > mostManifestBytes) throw notABundle('it has no manifest.json');
  const pieces: Buffer[] = [];
  for await (const piece of await contentOf(zip, entry)) pieces.push(piece as Buffer);
  try {
    BundleManifest.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  } catch (error) {
    throw notABundle('its manifest.json is of something else, or of a newer version', error);
  }
}

/** Stores the letter's file unless it is here. @returns why the letter cannot be taken, or null */
async function takeBlob(
  { blobs, engines }: { blobs: BlobStore; engines: GatewayParts['engines'] },
  zip: yauzl.ZipFile,
  entries: ReadonlyMap<string, yauzl.Entry>,
  sha256: string,
): Promise<string | null> {
  if (await blobs.has(sha256)) return null;
  const entry = entries.get(`blobs/${sha256}`);
  if (!entry) return 'Its file is neither in the bundle nor here.';
  const limit = mostBytes(engines);
  if (entry.uncompressedSize > limit) return 'Its file is larger than any engine takes.';
  const stored = await blobs.put(await contentOf(zip, entry), { maxBytes: limit });
  if (stored.sha256 === sha256) return null;
  if (!stored.existed) await blobs.remove(stored.sha256);
  return 'Its file is not what its name says.';
}
