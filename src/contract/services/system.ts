/** The instance as a whole. */
import type { EngineInfo, Health, ProcessInfo, SystemInfo } from '../system';

export interface SystemService {
  info(): Promise<SystemInfo>;
  health(): Promise<Health>;
  engines(): Promise<EngineInfo[]>;
  processes(): Promise<ProcessInfo[]>;
}
