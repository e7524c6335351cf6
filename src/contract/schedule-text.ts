/** What a schedule does, in a line: for the console and the command line. */
import type { ScheduledWork } from './schedules';

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** Any work as it came over the wire: an input that is undefined is left out there. */
export function workText(work: ScheduledWork): string {
  switch (work.kind) {
    case 'folder': {
      const [first = '', ...others] = work.paths;
      const which = work.onlyChanged ? 'New and changed files of' : 'All files of';
      const more = others.length > 0 ? ` and ${counted(others.length, 'more folder')}` : '';
      return `${which} ${first}${more}${work.engine ? ` through ${work.engine}` : ''}`;
    }
    case 'engine-act':
      return `${work.act} of ${work.engine}`;
    case 'backup':
      return `Back up everything${work.folder === null ? '' : ` to ${work.folder}`}, keep ${work.keep}`;
    case 'housekeeping': {
      const parts = [
        work.removeRunsAfterDays === null
          ? null
          : `runs older than ${counted(work.removeRunsAfterDays, 'day')}`,
        work.removeHistoryAfterDays === null
          ? null
          : `history older than ${counted(work.removeHistoryAfterDays, 'day')}`,
        work.removeUnusedFiles ? 'unused files' : null,
      ].filter((part) => part !== null);
      return `Remove ${parts.join(', ') || 'nothing'}`;
    }
  }
}
