/** A freshly made, empty database, packed once: starts on a new data directory unpack it instead of making their own. */
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './root.mjs';
import { run } from './run.mjs';
import { SetupError, step } from './say.mjs';

/** Named by the version of the embedded PostgreSQL's package, which it belongs to. */
export function storeTemplateFile() {
  const { version } = JSON.parse(
    readFileSync(inRoot('node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  );
  return inRoot(`resources/store/pglite-${version}.tgz`);
}

export async function ensureStoreTemplate() {
  if (existsSync(storeTemplateFile())) return;
  step('packing an empty database for first starts.');
  const { code, output } = await run(process.execPath, [inRoot('scripts/make-store-template.mjs')], {
    capture: true,
  });
  if (code === 0) return;
  process.stderr.write(output);
  throw new SetupError('the empty database could not be packed; see the lines above.');
}
