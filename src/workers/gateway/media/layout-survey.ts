/** Where each file of a layout goes in a folder as it is: beside what is there, never over it. */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import type { LayoutFiles } from '../../../stack/database/media/layout-files';
import { partsOf } from './layout-names';
import { holdsContent } from './holds-content';

interface Planned {
  asset: { sha256: string; sizeBytes: number };
  folder: string;
  file: string;
}

export interface Surveyed extends LayoutFiles {
  /** How many there are of each folder, by the name that it gets. */
  folders: Map<string, number>;
  renamed: number;
}

async function look(at: string) {
  try {
    return await lstat(at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new FlightlineError('INVALID_INPUT', `${at} cannot be looked at; choose another folder.`, {
      cause: error,
    });
  }
}

const numbered = (name: string, number: number): string => {
  const [stem, suffix] = partsOf(name);
  return number === 1 ? name : `${stem} ${number}${suffix}`;
};

/** @throws FlightlineError `INVALID_INPUT` where the folder cannot be read */
export async function survey(target: string, planned: readonly Planned[]): Promise<Surveyed> {
  const made: string[] = (await look(target)) ? [] : [''];
  const taken = new Set(planned.flatMap(({ folder, file }) => [key(folder), key(`${folder}/${file}`)]));
  const homes = new Map<string, { name: string; isNew: boolean }>();
  const answer: Surveyed = { files: [], made, folders: new Map(), renamed: 0 };

  async function homeOf(folder: string) {
    const known = homes.get(folder);
    if (known) return known;
    for (let number = 1; ; number++) {
      const name = number === 1 ? folder : `${folder} ${number}`;
      if (number > 1 && taken.has(key(name))) continue;
      const found = made[0] === '' ? null : await look(path.join(target, name));
      if (found && !found.isDirectory()) continue;
      const home = { name, isNew: found === null };
      if (home.isNew) made.push(name);
      taken.add(key(name));
      homes.set(folder, home);
      return home;
    }
  }

  for (const { asset, folder, file } of planned) {
    const home = await homeOf(folder);
    for (let number = 1; ; number++) {
      const name = numbered(file, number);
      const isOther = number > 1 && taken.has(key(`${home.name}/${name}`));
      if (isOther) continue;
      const at = path.join(target, home.name, name);
      const found = home.isNew ? null : await look(at);
      const isThere = found?.size === asset.sizeBytes && (await holdsContent(at, asset.sha256));
      if (found && !isThere) continue;
      taken.add(key(`${home.name}/${name}`));
      answer.files.push({ sha256: asset.sha256, path: path.join(home.name, name), ours: !isThere });
      answer.folders.set(home.name, (answer.folders.get(home.name) ?? 0) + 1);
      if (number > 1 || home.name !== folder) answer.renamed += 1;
      break;
    }
  }
  return answer;
}

/** Case is no difference: on most desktops it is none to the file system. */
const key = (name: string) => name.toLowerCase();
