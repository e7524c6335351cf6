/** Names of folders and files of a layout: safe on every system, no two alike. Pure functions. */

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const mostCharacters = 80;

/** One part of a path: no separators, no control characters, nothing that begins with a dot or ends with one. */
export function safeName(name: string, fallback: string): string {
  const [stem, suffix] = partsOf(
    name
      .normalize('NFC')
      .replaceAll(/[/\\:*?"<>|\p{Cc}]+/gu, '_')
      .replace(/^[. ]+/, '')
      .replace(/[. ]+$/, ''),
  );
  // By characters, not by halves of them; a suffix says what opens the file, so the stem is what is cut.
  const plain =
    [...stem]
      .slice(0, mostCharacters - suffix.length)
      .join('')
      .replace(/[. ]+$/, '') + suffix;
  return plain === '' || reserved.test(plain) ? `${fallback}${plain === '' ? '' : `_${plain}`}` : plain;
}

/** What stands before the number when a name is taken, and what after it. */
export function partsOf(name: string): [stem: string, suffix: string] {
  const [, stem = name, suffix = ''] = /^(.+?)(\.[^. ]{1,8})?$/s.exec(name) ?? [];
  return [stem, suffix];
}

export interface Named {
  clusterId: string;
  clusterName: string | null;
  sha256: string;
  fileName: string;
  day: string;
}

/** Folder and file of each, in the order given: a cluster without a name has that of its first day and a number. */
export function layOut<T extends Named>(assets: readonly T[]): { asset: T; folder: string; file: string }[] {
  const folders = new Map<string, string>();
  const takenFolders = new Set<string>();
  const takenFiles = new Set<string>();
  return assets.map((asset) => {
    let folder = folders.get(asset.clusterId);
    if (folder === undefined) {
      folder = unique(safeName(asset.clusterName ?? `${asset.day} group`, 'group'), takenFolders, '');
      folders.set(asset.clusterId, folder);
    }
    const base = asset.fileName.split(/[\\/]/).at(-1) ?? '';
    const [stem, suffix] = partsOf(safeName(base, asset.sha256.slice(0, 12)));
    const file = unique(`${folder}/${stem}`, takenFiles, suffix).slice(folder.length + 1);
    return { asset, folder, file };
  });
}

/** Case is no difference: on most desktops it is none to the file system. */
function unique(name: string, taken: Set<string>, suffix: string): string {
  for (let number = 1; ; number++) {
    const candidate = `${name}${number === 1 ? '' : ` ${number}`}${suffix}`;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}
