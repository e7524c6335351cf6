/** Photographs and paintings of Debian packages, installed when they are missing: what quality and speed are measured on. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { aptInstall, canUseApt, isRoot } from '../../scripts/lib/apt.mjs';
import { isForStatistics } from '../../scripts/media/picture-halves.mjs';

const packages = ['tuxpaint-stamps-default', 'plasma-workspace-wallpapers', 'mate-backgrounds'];
const folders = {
  stamps: '/usr/share/tuxpaint/stamps',
  wallpapers: '/usr/share/wallpapers',
  backgrounds: '/usr/share/backgrounds/mate',
};

/** Crops of others, patterns, and drawings: what is no picture of its own. */
const leftOut =
  /1080x1920|720x1440|1622x2880|5640x3172|_dark|screenshot|Ubuntu|Stripes|Elephants_|_mirror|cartoon|\/military\/fireman|Gulp|lightningbolt/;

/** Wallpapers come in many sizes, each a file or a link: the largest file of a folder of them counts. */
function filesIn(dir: string, leastBytes: number): string[] {
  const found = readdirSync(dir, { recursive: true })
    .map((name) => path.join(dir, String(name)))
    .filter((file) => /\.(jpe?g|png)$/i.test(file) && !leftOut.test(file))
    .map((file) => ({ file, stat: lstatSync(file) }))
    .filter(({ stat }) => stat.isFile() && stat.size >= leastBytes)
    .sort((a, b) => b.stat.size - a.stat.size)
    .map(({ file }) => file);
  const seen = new Set<string>();
  const isFirst = (file: string) => {
    const folder = /\/contents\//.test(file) ? path.dirname(file) : file;
    return !seen.has(folder) && seen.add(folder);
  };
  return found.filter(isFirst).sort();
}

/** @throws when they are not there and cannot be installed */
async function ensurePictures(): Promise<void> {
  if (Object.values(folders).every((folder) => existsSync(folder))) return;
  if (!canUseApt() || !isRoot() || !(await aptInstall(packages)))
    throw new Error(`The bench needs the Debian packages ${packages.join(', ')}.`);
}

/** Pictures that the statistics of the visual model have not seen. */
export async function unseenPictures(): Promise<string[]> {
  await ensurePictures();
  const all = [
    ...filesIn(folders.stamps, 60_000),
    ...filesIn(folders.wallpapers, 300_000),
    ...filesIn(folders.backgrounds, 300_000),
  ];
  return all.filter((file) => !isForStatistics(file));
}

/** Photographs large enough to make pictures of cameras of. */
export async function photographs(): Promise<string[]> {
  await ensurePictures();
  return [
    ...filesIn(folders.wallpapers, 500_000),
    ...filesIn(`${folders.backgrounds}/nature`, 300_000),
  ].filter((file) => /\.jpe?g$/i.test(file));
}
