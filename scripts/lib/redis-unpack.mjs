/** Debian's redis-server without root: packages downloaded, unpacked into a folder, run with their own libraries. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './root.mjs';
import { run } from './run.mjs';
import { SetupError } from './say.mjs';

/** Keeps its arguments and process id; `cd -P` finds the folder through links. */
const wrapper = `#!/bin/sh
# Starts Debian's redis-server with the libraries unpacked beside it.
here=$(cd -P "$(dirname "$0")" && pwd)
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/bin/redis-server" "$@"
`;

/**
 * @param {string} targetDir gets redis-server (a wrapper), bin/ and lib/
 * @throws {SetupError} when the packages cannot be had or the program does not run
 */
export async function unpackRedis(targetDir) {
  const work = join(cacheDir, 'redis-unpack');
  rmSync(work, { recursive: true, force: true });
  for (const folder of ['lists/partial', 'archives/partial', 'root', 'out/lib', 'out/bin']) {
    mkdirSync(join(work, folder), { recursive: true });
  }
  const apt = aptFor(work);
  await apt('apt-get', ['update']);
  await download(apt, work, await withLibraries(apt, ['redis-server', 'redis-tools']));
  assemble(work);
  const { code, output } = await run(join(work, 'out/redis-server'), ['--version'], { capture: true });
  if (code !== 0) throw new SetupError(`the unpacked redis-server does not run: ${output.trim()}`);
  rmSync(targetDir, { recursive: true, force: true });
  mkdirSync(join(targetDir, '..'), { recursive: true });
  renameSync(join(work, 'out'), targetDir);
  rmSync(work, { recursive: true, force: true });
}

/** apt with its own lists and cache, since the system's belong to root. @param {string} work */
function aptFor(work) {
  const own = ['-o', `Dir::State::lists=${work}/lists`, '-o', `Dir::Cache=${work}`];
  return async (/** @type {string} */ program, /** @type {string[]} */ args) => {
    const result = await run(program, [...own, ...args], { capture: true, cwd: join(work, 'archives') });
    if (result.code === 0) return result.output;
    throw new SetupError(
      `${program} ${args.join(' ')} failed: ${result.output.trim().split('\n').at(-1) ?? ''}`,
    );
  };
}

/**
 * The library packages that these need, and those need in turn. Not the C library: it must be the one that the
 * system's own loader belongs to.
 * @param {ReturnType<typeof aptFor>} apt
 * @param {string[]} packages
 */
async function withLibraries(apt, packages) {
  const all = new Set(packages);
  for (let added = packages; added.length > 0;) {
    const listing = await apt('apt-cache', ['depends', '--important', ...added]);
    added = dependencyNames(listing).filter(
      (name) => name.startsWith('lib') && name !== 'libc6' && !all.has(name),
    );
    for (const name of added) all.add(name);
  }
  return [...all];
}

/** @param {string} listing of `apt-cache depends` @returns {string[]} */
export function dependencyNames(listing) {
  const names = [...listing.matchAll(/^\s+\|?(?:Pre)?Depends: ([a-z0-9.+-]+)(?::\w+)?$/gm)].map(
    ([, name = '']) => name,
  );
  return [...new Set(names)];
}

/** @param {ReturnType<typeof aptFor>} apt @param {string} work @param {string[]} packages */
async function download(apt, work, packages) {
  await apt('apt-get', ['download', ...packages]);
  const archives = join(work, 'archives');
  for (const name of readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
    const { code, output } = await run('dpkg', ['-x', join(archives, name), join(work, 'root')], {
      capture: true,
    });
    if (code !== 0) throw new SetupError(`dpkg could not unpack ${name}: ${output.trim()}`);
  }
}

/** Picks the program and every shared library out of the unpacked packages. @param {string} work */
function assemble(work) {
  const root = join(work, 'root');
  // In Debian redis-server is a link to redis-check-rdb: one program that looks at its own name.
  cpSync(realpathSync(join(root, 'usr/bin/redis-server')), join(work, 'out/bin/redis-server'));
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.so\.[\d.]+$/.test(path)) continue;
    cpSync(realpathSync(join(root, path)), join(work, 'out/lib', path.replace(/^.*\//, '')));
  }
  writeFileSync(join(work, 'out/redis-server'), wrapper);
  chmodSync(join(work, 'out/redis-server'), 0o755);
}
