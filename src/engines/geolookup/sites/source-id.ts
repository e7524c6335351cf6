/** Short names for lists of sites, of the letters that file names of the state may have. */
import type { SiteList } from './site-book';

const reserved = ['own', 'learned'];

/** Of the list's name, with a number when another list has that one. */
export function newSourceId(name: string, lists: readonly SiteList[]): string {
  const taken = new Set([...reserved, ...lists.map(({ source }) => source.id)]);
  const letters = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const base = letters.slice(0, 40).replace(/^-+|-+$/g, '') || 'list';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}
