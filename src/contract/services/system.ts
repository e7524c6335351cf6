/** The instance as a whole. */
import type { EngineInfo, ProcessInfo, SystemInfo } from '../system';

export interface SystemService {
  info(): Promise<SystemInfo>;
  engines(): Promise<EngineInfo[]>;
  processes(): Promise<ProcessInfo[]>;
}
