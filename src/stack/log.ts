/** The structured logger: JSON lines, an event name and fields, secrets redacted. */
import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import type { EngineLog } from '#contract/engine';

export interface Log extends EngineLog {
  debug(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  child(fields: Record<string, unknown>): Log;
}

const redact = [
  'password',
  'token',
  'key',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.key',
  '*.authorization',
];

function wrap(logger: pino.Logger): Log {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: Record<string, unknown>) =>
      logger[level](fields ?? {}, event);
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(logger.child(fields)),
  };
}

const rotateBytes = 10 * 1024 * 1024;

/** At a start a large log becomes `.1.log`, the one before that goes. */
function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateBytes) renameSync(file, file.replace(/\.log$/, '.1.log'));
}

/** Writes to `<dataDir>/logs/<process>.log`, synchronously so that a dying process keeps its last words. */
export function openLog(dataDir: string, processName: string, level: string): Log {
  const dir = path.join(dataDir, 'logs');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = path.join(dir, `${processName}.log`);
  rotate(file);
  const destination = pino.destination({ dest: file, sync: true, mkdir: false, mode: 0o600 });
  return wrap(
    pino(
      {
        level,
        base: { process: processName, pid: process.pid },
        messageKey: 'event',
        redact,
        serializers: { error: pino.stdSerializers.err },
      },
      destination,
    ),
  );
}

/** Says nothing; for tests and tools. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
