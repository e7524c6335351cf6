/** The instance as a whole. */
import type { ActResult } from '../jobs';
import type { EngineInfo, Health, ProcessInfo, SystemInfo } from '../system';
import type { Act } from './act';

export interface SystemService {
  info(): Promise<SystemInfo>;
  health(): Promise<Health>;
  engines(): Promise<EngineInfo[]>;
  processes(): Promise<ProcessInfo[]>;
  act(name: string, act: 'restart' | 'kill', by: Act): Promise<ActResult>;
}
