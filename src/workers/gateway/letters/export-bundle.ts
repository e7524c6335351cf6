/** Writes letters with all that belongs to them into a ZIP, piece by piece; secrets in payloads, errors and logs are left out. */
import { Readable } from 'node:stream';
import yazl from 'yazl';
import { version } from '../../../../package.json';
import { type BundleLetter, type BundleManifest, bundleFormat, bundleVersion } from '#contract/letter-bundle';
import type { LetterTarget } from '#contract/letter-edits';
import { count, walk } from '../../../stack/database/dead-letters';
import { cases } from '../../../stack/database/letter-bundles';
import { redact, redactText } from '../../../stack/redact';
import type { GatewayParts } from '../parts';

const atOnce = 100;

export interface ExportOptions {
  target: LetterTarget;
  /** Also the files. */
  blobs: boolean;
}

/** The bundle as a stream that ends when everything is written. */
export async function exportBundle(
  { database, blobs, log }: Pick<GatewayParts, 'database' | 'blobs' | 'log'>,
  options: ExportOptions,
): Promise<Readable> {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  const manifest: BundleManifest = {
    format: bundleFormat,
    version: bundleVersion,
    createdAt: Date.now(),
    flightline: version,
    letters: await count(database, options.target),
    blobs: options.blobs,
  };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), 'manifest.json');
  const hashes = new Set<string>();

  async function* lines(): AsyncGenerator<string> {
    for await (const ids of idsOf(options.target))
      for (const letter of await cases(database, ids)) {
        hashes.add(letter.sha256);
        yield `${JSON.stringify(withoutSecrets(letter))}\n`;
      }
    if (options.blobs) await addBlobs();
    zip.end();
  }

  async function* idsOf(target: LetterTarget): AsyncGenerator<string[]> {
    if ('ids' in target) {
      for (let from = 0; from < target.ids.length; from += atOnce)
        yield target.ids.slice(from, from + atOnce);
      return;
    }
    let after = null;
    for (;;) {
      const found = await walk(database, target.filter, { until: manifest.createdAt, after, limit: atOnce });
      if (found.length === 0) return;
      after = found.at(-1) ?? null;
      yield found.map(({ id }) => id);
    }
  }

  async function addBlobs(): Promise<void> {
    for (const sha256 of hashes) {
      // A file that has gone is no reason to withhold the rest.
      if (!(await blobs.stat(sha256))) log.warn('blob-not-exported', { sha256 });
      else
        zip.addReadStreamLazy(`blobs/${sha256}`, (give) => give(null, Readable.from(blobs.stream(sha256))));
    }
  }

  zip.addReadStreamLazy('letters.ndjson', (give) => give(null, Readable.from(lines())));
  return output;
}

/** The id is made anew at the import: it comes from engine, file and options. */
export function withoutSecrets(letter: BundleLetter & { jobId: string }): BundleLetter {
  const { jobId: _id, ...rest } = letter;
  return {
    ...rest,
    options: redact(rest.options) as Record<string, unknown>,
    errorMessage: redactText(rest.errorMessage),
    stack: rest.stack === null ? null : redactText(rest.stack),
    timeline: rest.timeline.map((attempt) => ({
      ...attempt,
      errorMessage: attempt.errorMessage === null ? null : redactText(attempt.errorMessage),
      stack: attempt.stack === null ? null : redactText(attempt.stack),
      logs: attempt.logs.map((line) => ({ ...line, fields: redact(line.fields) as Record<string, unknown> })),
    })),
  };
}
