/** Engine processes and their pools. */
import type { ActResult } from '../jobs';
import type { DecisionQuery, PoolSample, ScalingDecision } from '../scaling';
import type { PoolChange, PoolInfo, ProcessActName } from '../workers';
import type { Act } from './act';

export interface WorkerService {
  pools(): Promise<PoolInfo[]>;
  /** @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT` when the whole would contradict itself */
  change(pool: string, change: PoolChange, by: Act): Promise<PoolInfo>;
  /** One sample a second of each pool, oldest first. */
  history(seconds: number): Promise<PoolSample[]>;
  /** Newest first. */
  decisions(query: DecisionQuery): Promise<ScalingDecision[]>;
  /** @throws FlightlineError `NOT_FOUND`, `CONFLICT` when the process is of a kind this cannot be done to */
  act(name: string, act: ProcessActName, by: Act): Promise<ActResult>;
}
