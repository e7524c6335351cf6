/** Backups of the whole instance. */
import type {
  BackupFolder,
  BackupManifest,
  BackupState,
  BackupSummary,
  BackupVerdict,
  SetAside,
  UnreadableBackup,
} from '../backups';
import type { ActResult } from '../jobs';
import type { Act } from './act';

export interface BackupService {
  state(): Promise<BackupState>;
  /** The usual one, those of schedules, and those that backups were made in by hand and that still hold some. */
  folders(): Promise<BackupFolder[]>;
  /** Newest first; of the usual folder when none is named. @throws FlightlineError `BACKUP_UNUSABLE` */
  list(folder: string | null): Promise<BackupSummary[]>;
  /** Those of the folder that `list` leaves out, newest first. */
  unreadable(folder: string | null): Promise<UnreadableBackup[]>;
  /** Reads every content of a backup again. @throws FlightlineError `NOT_FOUND`, `BACKUP_UNUSABLE` */
  verify(name: string, folder: string | null, signal?: AbortSignal): Promise<BackupVerdict>;
  /**
   * Begins one; `state` tells how far it is. With `keep`, older ones beyond so many are removed at the end.
   * @throws FlightlineError `CONFLICT` while one is going, or with an external database
   */
  create(
    input: { folder: string | null; keep: number | null },
    act: Act,
  ): Promise<{ name: string; folder: string }>;
  /** The same, until its end. */
  make(input: { folder: string | null; keep: number | null; signal: AbortSignal }): Promise<BackupManifest>;
  cancel(act: Act): Promise<ActResult>;
  /**
   * Begins to replace everything by a backup: it is copied beside what is there and checked, meanwhile nothing can be changed; then
   * the parts of the instance start again with it. `state` tells how far it is, also after that start.
   * @throws FlightlineError `CONFLICT`, `NOT_FOUND`, `BACKUP_UNUSABLE`
   */
  restore(
    input: { name: string; folder: string | null },
    act: Act,
  ): Promise<{ name: string; folder: string }>;
  /** While it is copied. */
  cancelRestore(act: Act): Promise<ActResult>;
  /** What restores set aside, newest first. */
  asides(): Promise<SetAside[]>;
  /** What a restore needs that has not ended stays. */
  removeAsides(names: string[], act: Act): Promise<ActResult>;
  remove(names: string[], folder: string | null, act: Act): Promise<ActResult>;
}
