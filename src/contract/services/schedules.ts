/** What can be asked about schedules and done to them. */
import type { ActResult } from '../jobs';
import type {
  CronPreview,
  SchedulableAct,
  Schedule,
  ScheduleHistory,
  ScheduleHistoryQuery,
  ScheduleInput,
  ScheduleRun,
} from '../schedules';
import type { Act } from './act';

export interface ScheduleService {
  list(): Promise<Schedule[]>;
  /** @throws FlightlineError `NOT_FOUND` */
  get(id: string): Promise<Schedule>;
  history(query: ScheduleHistoryQuery): Promise<ScheduleHistory>;
  /** What a cron expression means; a wrong one is told as `problem`, not thrown. */
  preview(cron: string, timeZone: string): Promise<CronPreview>;
  /** Acts of engines that can be scheduled. */
  acts(): Promise<SchedulableAct[]>;
  /** Makes one, or changes the one of this id. @throws FlightlineError `INVALID_INPUT`, `NOT_FOUND` */
  save(input: ScheduleInput & { id?: string | undefined }, act: Act): Promise<Schedule>;
  pause(ids: string[], act: Act): Promise<ActResult>;
  /** Times that passed while it was paused are not made up for. */
  resume(ids: string[], act: Act): Promise<ActResult>;
  remove(ids: string[], act: Act): Promise<ActResult>;
  /** Takes back a removal. */
  restore(ids: string[], act: Act): Promise<ActResult>;
  /** A run outside its times. @throws FlightlineError `NOT_FOUND`, `CONFLICT` while one is going */
  run(id: string, act: Act): Promise<ScheduleRun>;
}
