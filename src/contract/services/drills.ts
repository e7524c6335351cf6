/** Drills: started, followed, looked up. */
import type { DrillReport } from '../drills';
import type { Act } from './act';

export interface DrillService {
  /** Newest first; at most fifty are kept. */
  list(): Promise<DrillReport[]>;
  /** @throws FlightlineError `NOT_FOUND` */
  get(id: string): Promise<DrillReport>;
  /** Answers at once; the drill goes on. @throws FlightlineError `CONFLICT` when it cannot be held now */
  start(by: Act): Promise<DrillReport>;
}
