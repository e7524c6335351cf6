/** Names of folders and files of a layout: safe on every system, no two alike. Pure functions. */

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const mostCharacters = 80;

/** One part of a path: no separators, no control characters, nothing that begins with a dot or ends with one. */
export function safeName(name: string, fallback: string): string {
  const plain = name
    .replaceAll(/[/\\:*?"<>|\p{Cc}]+/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(0, mostCharacters)
    .replace(/[. ]+$/, '');
  return plain === '' || reserved.test(plain) ? `${fallback}${plain === '' ? '' : `_${plain}`}` : plain;
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
    const [, stem = base, suffix = ''] =
      /^(.+?)(\.[^.]{1,8})?$/s.exec(safeName(base, asset.sha256.slice(0, 12))) ?? [];
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
