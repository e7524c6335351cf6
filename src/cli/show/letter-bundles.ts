/** `flightline dlq` export and import: dead letters as a ZIP, to hand a case to someone. */
import { openAsBlob } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { ImportResult } from '#contract/letter-bundle';
import { CannotError, UsageError, exitCodes } from '../exit-codes';
import { counted } from '../text/units';
import { unwritable } from '../output/unwritable';
import { ActOptions, ShowOptions } from './command-options';
import { filterOf, letterFilterOptions } from './dead-letters';
import { printJson, printText, say } from './print';
import { withSession } from './with-session';

const ExportOptions = ActOptions.extend(letterFilterOptions).extend({
  out: z.string(),
  blobs: z.boolean().default(true),
});

export async function exportLetters(ids: string[], typed: unknown): Promise<number> {
  const { data, json, all, out, blobs, ...given } = ExportOptions.parse(typed);
  if (all && ids.length > 0) throw new UsageError('Name ids or give --all, not both.');
  const filter = filterOf(given);
  const target = ids.length > 0 ? { ids } : { filter };
  const query = new URLSearchParams();
  const { engine, search, code, fingerprint } = given;
  const wanted = { ids: ids.length > 0 ? ids.join(',') : undefined, engine, search, code, fingerprint };
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) query.set(name, value);
  if (!blobs) query.set('blobs', '0');
  const file = path.resolve(out);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  const handle = await open(temporary, 'w').catch((error: unknown) => {
    throw unwritable(file, error);
  });
  const letters = await withSession(data, async ({ call, get }) => {
    const count = await call((api) => api.deadLetters.count.query({ target }));
    if (count === 0) throw new CannotError('There is no such dead letter; nothing was written.');
    const response = await get(`/api/v1/admin/dlq/export?${query.toString()}`);
    const body = response.body as ReadableStream<Uint8Array>;
    await pipeline(Readable.fromWeb(body), handle.createWriteStream());
    await rename(temporary, file);
    return count;
  }).catch(async (error: unknown) => {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  });
  const missing = Math.max(0, ids.length - letters);
  if (json) await printJson({ file, letters, missing });
  else
    say(
      `${counted(letters, 'dead letter')} written to ${file}${missing > 0 ? `, ${missing} left out: there are none of these ids` : ''}.`,
    );
  return missing > 0 ? exitCodes.incomplete : exitCodes.done;
}

export async function importLetters([file = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  await access(file).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read.`, {
      cause: error,
    });
  });
  const blob = await openAsBlob(file, { type: 'application/zip' });
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
