/** `flightline dlq` export and import: dead letters as a ZIP, to hand a case to someone. */
import { createWriteStream, openAsBlob } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { ImportResult } from '#contract/letter-bundle';
import { UsageError, exitCodes } from '../exit-codes';
import { counted } from '../text/units';
import { ActOptions, ShowOptions } from './command-options';
import { letterFilterOptions } from './dead-letters';
import { printJson, printText, say } from './print';
import { withSession } from './with-session';

const ExportOptions = ActOptions.extend(letterFilterOptions).extend({
  out: z.string(),
  blobs: z.boolean().default(true),
});

export async function exportLetters(ids: string[], typed: unknown): Promise<number> {
  const { data, out, blobs, engine, search, code, fingerprint } = ExportOptions.parse(typed);
  const query = new URLSearchParams();
  const given = { ids: ids.length > 0 ? ids.join(',') : undefined, engine, search, code, fingerprint };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  if (!blobs) query.set('blobs', '0');
  const target = path.resolve(out);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.part`);
  await withSession(data, async ({ get }) => {
    const response = await get(`/api/v1/admin/dlq/export?${query.toString()}`);
    try {
      const body = response.body as ReadableStream<Uint8Array>;
      await pipeline(Readable.fromWeb(body), createWriteStream(temporary));
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
  say(`Written to ${target}.`);
  return exitCodes.done;
}

export async function importLetters([file = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const blob = await openAsBlob(file, { type: 'application/zip' }).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read.`, { cause: error });
  });
  const body = new FormData();
  body.append('bundle', blob, path.basename(file));
  const result = ImportResult.parse(
    await withSession(data, async ({ post }) => (await post('/api/v1/admin/dlq/import', body)).json()),
  );
  if (json) await printJson(result);
  else {
    const known = result.known > 0 ? `, ${result.known} here already` : '';
    const left = result.skipped.map(({ fileName, reason }) => `  ${fileName}: ${reason}`);
    await printText([`${counted(result.imported, 'dead letter')} imported${known}`, ...left].join('\n'));
  }
  return result.skipped.length > 0 ? exitCodes.incomplete : exitCodes.done;
}
