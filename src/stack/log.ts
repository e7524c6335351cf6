/** The structured logger: JSON lines, an event name and fields, secrets redacted. */
import path from 'node:path';
import pino from 'pino';
import type { EngineLog } from '#contract/engine';
import { type LogLimits, defaultLogLimits, logDirOf } from './logs/log-files';
import { RotatingFile } from './logs/rotating-file';
import { redactFields, redactText } from './redact';

/**
 * Fields by which lines are found: `job` (id), `engine`, `trace` (id). Everything else is free.
 */
export interface Log extends EngineLog {
  debug(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  child(fields: Record<string, unknown>): Log;
}

function wrap(logger: pino.Logger): Log {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: Record<string, unknown>) => {
      if (!logger.isLevelEnabled(level)) return;
      if (fields) logger[level](redactFields(fields), redactText(event));
      else logger[level](redactText(event));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(logger.child(redactFields(fields))),
  };
}

/** Writes to `<dataDir>/logs/<process>.log`, synchronously so that a dying process keeps its last words. */
export function openLog(
  dataDir: string,
  processName: string,
  level: string,
  limits: LogLimits = defaultLogLimits,
): Log {
  const file = new RotatingFile(path.join(logDirOf(dataDir), `${processName}.log`), { limits });
  return wrap(pino({ level, base: { process: processName, pid: process.pid }, messageKey: 'event' }, file));
}

/** Says nothing; for tests and tools. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
