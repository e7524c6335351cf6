/** Engines' own questions and acts. */
import type { EngineQuestion } from '../engine';
import type { Act } from './act';

export interface EngineService {
  /** @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT`, and what the engine says */
  query(question: EngineQuestion, signal?: AbortSignal): Promise<unknown>;
  act(question: EngineQuestion, act: Act): Promise<unknown>;
}
