/** A database with all its tables and no rows, packed once: starts on a new data directory unpack it instead of making one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot, rootDir } from './root.mjs';
import { run } from './run.mjs';
import { SetupError, step } from './say.mjs';

/** Named by the version of the embedded PostgreSQL's package, which it belongs to. */
export function storeTemplateFile() {
  const { version } = JSON.parse(
    readFileSync(inRoot('node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  );
  return inRoot(`resources/store/pglite-${version}.tgz`);
}

/** Made again when a migration was added: an older one works, but each first start then makes the newer tables. */
export async function ensureStoreTemplate() {
  const file = storeTemplateFile();
  const stampFile = `${file}.stamp`;
  const wanted = fingerprint(rootDir, ['resources/migrations', 'scripts/make-store-template.mjs']);
  if (existsSync(file) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  step('packing an empty database for first starts.');
  const { code, output } = await run(process.execPath, [inRoot('scripts/make-store-template.mjs')], {
    capture: true,
  });
  if (code !== 0) {
    process.stderr.write(output);
    throw new SetupError('the empty database could not be packed; see the lines above.');
  }
  writeFileSync(stampFile, wanted);
}
