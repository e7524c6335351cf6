/** What stands in the editor of a schedule, and how it becomes one. */
import type { CatchUp, Schedule, ScheduleInput } from '#contract/schedules';

export interface Draft {
  name: string;
  cron: string;
  timeZone: string;
  catchUp: CatchUp;
  catchUpLimit: number;
  kind: ScheduleInput['work']['kind'];
  /** One path on each line. */
  paths: string;
  engine: string | null;
  lane: 'interactive' | 'normal' | 'batch';
  onlyChanged: boolean;
  /** `engine/act` */
  act: string | null;
  /** JSON */
  input: string;
  runDays: number | null;
  historyDays: number | null;
  removeUnusedFiles: boolean;
  /** Empty: the usual one. */
  backupFolder: string;
  keep: number;
}

const blank: Omit<Draft, 'timeZone'> = {
  name: '',
  cron: '0 2 * * *',
  catchUp: 'once',
  catchUpLimit: 24,
  kind: 'folder',
  paths: '',
  engine: null,
  lane: 'batch',
  onlyChanged: true,
  act: null,
  input: '{}',
  runDays: null,
  historyDays: 90,
  removeUnusedFiles: true,
  backupFolder: '',
  keep: 7,
};

export function draftOf(schedule: Schedule | null, timeZone: string): Draft {
  if (schedule === null) return { ...blank, timeZone };
  const { name, cron, catchUp, catchUpLimit, work } = schedule;
  const clock = { ...blank, name, cron, timeZone: schedule.timeZone, catchUp, catchUpLimit, kind: work.kind };
  switch (work.kind) {
    case 'folder':
      return {
        ...clock,
        paths: work.paths.join('\n'),
        engine: work.engine ?? null,
        lane: work.lane,
        onlyChanged: work.onlyChanged,
      };
    case 'engine-act':
      return {
        ...clock,
        act: `${work.engine}/${work.act}`,
        input: JSON.stringify(work.input ?? {}, null, 2),
      };
    case 'backup':
      return { ...clock, backupFolder: work.folder ?? '', keep: work.keep };
    case 'housekeeping':
      return {
        ...clock,
        runDays: work.removeRunsAfterDays,
        historyDays: work.removeHistoryAfterDays,
        removeUnusedFiles: work.removeUnusedFiles,
      };
  }
}

/** @returns the schedule, or a sentence that says what is missing */
export function inputOf(draft: Draft): ScheduleInput | string {
  const work = workOf(draft);
  if (typeof work === 'string') return work;
  const { name, cron, timeZone, catchUp, catchUpLimit } = draft;
  if (name.trim() === '') return 'Give it a name.';
  return { name, cron, timeZone, catchUp, catchUpLimit, work };
}

function workOf(draft: Draft): ScheduleInput['work'] | string {
  switch (draft.kind) {
    case 'folder': {
      const paths = draft.paths
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      if (paths.length === 0) return 'Name at least one folder.';
      const { lane, onlyChanged, engine } = draft;
      return { kind: 'folder', paths, lane, onlyChanged, ...(engine === null ? {} : { engine }) };
    }
    case 'engine-act': {
      const [engine, act] = draft.act?.split('/') ?? [];
      if (!engine || !act) return 'Choose an act.';
      try {
        return { kind: 'engine-act', engine, act, input: JSON.parse(draft.input) as unknown };
      } catch {
        return 'The input is not JSON.';
      }
    }
    case 'backup':
      return { kind: 'backup', folder: draft.backupFolder.trim() || null, keep: draft.keep };
    case 'housekeeping':
      return {
        kind: 'housekeeping',
        removeRunsAfterDays: draft.runDays,
        removeHistoryAfterDays: draft.historyDays,
        removeUnusedFiles: draft.removeUnusedFiles,
      };
  }
}
