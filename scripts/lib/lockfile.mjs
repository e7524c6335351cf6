/**
 * Completes package-lock.json. Where npm cannot see a package for another platform (a mirror without it), it leaves
 * the package out of the lockfile, and then `npm ci` refuses the file everywhere.
 */

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 * @typedef {Record<string, LockEntry>} LockPackages
 */

/**
 * Optional dependencies that the lockfile names and does not hold.
 * @param {LockPackages} packages
 * @returns {{ path: string, entry: LockEntry }[]} what to add; entries have no integrity, since nobody here has seen them
 */
export function missingOptional(packages) {
  return Object.entries(packages).flatMap(([parent, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isHeld(packages, parent, name))
      .map(([name, version]) => ({
        path: `node_modules/${name}`,
        entry: inNpmsOrder({ version, ...platformOf(name), ...(dev && { dev }), optional: true }),
      })),
  );
}

/** Version first, then by name: so that npm's next write changes nothing. @param {LockEntry} entry @returns {LockEntry} */
function inNpmsOrder({ version, ...rest }) {
  return {
    version,
    ...Object.fromEntries(Object.entries(rest).sort(([left], [right]) => left.localeCompare(right))),
  };
}

/** Node's look-up: beside the parent, then outwards. @param {LockPackages} packages @param {string} parent @param {string} name */
function isHeld(packages, parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

/**
 * The platform in the name of a package with a prebuilt binary, e.g. `binding-linux-arm64-musl`.
 * @param {string} name
 * @returns {{ os: string[], cpu: string[], libc?: string[] }}
 * @throws {Error} when the name holds none: then it is no such package, and must not be guessed
 */
export function platformOf(name) {
  const match =
    /[-/](aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(\w+))?/.exec(
      name,
    );
  if (!match)
    throw new Error(`${name} is missing in package-lock.json and names no platform; run npm install.`);
  const [, os = '', cpu = '', abi = ''] = match;
  const libc = os === 'linux' && abi ? [abi.startsWith('musl') ? 'musl' : 'glibc'] : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc }) };
}
