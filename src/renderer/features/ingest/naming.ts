/** How a batch is called and how urgent it is, from what was dropped. */
import type { Lane } from '#contract/queues';
import { plural } from '../../ui/format';
import { formatMoment } from '../../ui/time-format';

/** A folder gives its name, one file its own, several their number and the time. */
export function batchName(rootNames: readonly string[], now: number): string {
  const [first] = rootNames;
  if (rootNames.length === 1 && first) return first.slice(0, 200);
  return `${plural(rootNames.length, 'file')}, ${formatMoment(now, 'minute')}`;
}

/** Few files are waited for by a person; many are not. */
export function laneFor(files: number): Lane {
  if (files <= 5) return 'interactive';
  return files <= 100 ? 'normal' : 'batch';
}

export function rootsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.split('/')[0] ?? path))];
}
